namespace VocaFuse.Sandbox.Control;

/// <summary>The JSON line that the program writes when it is listening.</summary>
internal sealed record StartupInfo(
    Uri BaseUri,
    Uri ControlUri,
    string ApiKey,
    string ApiSecret,
    string ReadOnlyApiKey,
    string ReadOnlyApiSecret,
    StartupTenant SecondTenant,
    int Pid)
{
    public static StartupInfo Create(SandboxHost host) => new(
        host.BaseAddress,
        host.ControlAddress,
        host.ApiKey,
        host.ApiSecret,
        host.ReadOnlyApiKey,
        host.ReadOnlyApiSecret,
        new StartupTenant(host.SecondTenant.ApiKey, host.SecondTenant.ApiSecret),
        Environment.ProcessId);
}
