namespace VocaFuse.Sandbox.Control;

internal sealed record SetStatusRequest(string Status);
