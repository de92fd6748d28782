namespace VocaFuse.Sandbox.Control;

internal sealed record StartupTenant(string ApiKey, string ApiSecret);
