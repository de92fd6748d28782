namespace VocaFuse.Sandbox.Control;

/// <summary>The JSON line that the program writes when it is listening.</summary>
internal sealed record ListeningLine(
    Uri BaseUri,
    Uri ControlUri,
    string ApiKey,
    string ApiSecret,
    string ReadOnlyApiKey,
    string ReadOnlyApiSecret,
    ListeningTenant SecondTenant,
    int Pid)
{
    public static ListeningLine Of(SandboxHost host) => new(
        host.BaseAddress,
        host.ControlAddress,
        host.ApiKey,
        host.ApiSecret,
        host.ReadOnlyApiKey,
        host.ReadOnlyApiSecret,
        new ListeningTenant(host.SecondTenant.ApiKey, host.SecondTenant.ApiSecret),
        Environment.ProcessId);
}

internal sealed record ListeningTenant(string ApiKey, string ApiSecret);
