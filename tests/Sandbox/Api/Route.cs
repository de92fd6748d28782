namespace VocaFuse.Sandbox.Api;

internal sealed record Route(string Method, string[] Segments, Access Access, string Scope, Func<ApiCall, ValueTask> Handle);
