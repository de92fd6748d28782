using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Checks a connection to the service and returns one object per check.</summary>
[Cmdlet(VerbsDiagnostic.Test, "VFConnection", DefaultParameterSetName = EnvironmentSet, HelpUri = HelpLink.Folder + "Test-VFConnection.md")]
[OutputType(typeof(ConnectionCheck), typeof(bool))]
public sealed class TestVFConnectionCommand : VFCredentialCmdlet
{
    private const string ConnectionSet = "Connection";

    /// <summary>The options that select credentials from the environment instead of the current connection.</summary>
    private static readonly string[] ClientOptions =
    [
        nameof(BaseUri), nameof(ApiNames), nameof(Proxy), nameof(ProxyCredential), nameof(ProxyUseDefaultCredentials), nameof(NoProxy),
        nameof(TimeoutSec), nameof(MaximumRetryCount), nameof(RetryIntervalSec),
    ];

    /// <summary>The connection to check, or its name.</summary>
    [Parameter(ParameterSetName = ConnectionSet, Mandatory = true, ValueFromPipeline = true)]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNull]
    public VFConnection? Connection { get; set; }

    /// <summary>The key as user name and its secret as password.</summary>
    [Parameter(ParameterSetName = CredentialSet, Mandatory = true, Position = 0)]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>Returns true if no check fails, otherwise false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var usesConnection = ParameterSetName == ConnectionSet
            || (ParameterSetName == EnvironmentSet && ConnectionStore.ForCurrentRunspace().Current is not null
                && !ClientOptions.Any(MyInvocation.BoundParameters.ContainsKey));
        if (usesConnection)
        {
            Check(ConnectionResolver.Resolve(this, Connection).Client);
            return;
        }

        using var client = CreateClient(Credential);
        Check(client);
    }

    private void Check(VocaFuseClient client)
    {
        var checks = Stream(new ConnectionDiagnostics(client.ObservedBy(RequestEvents)).RunAsync(StopToken));
        if (Quiet)
        {
            WriteObject(checks.All(static check => check.Status != ConnectionCheckStatus.Failed));
            return;
        }

        foreach (var check in checks)
        {
            WriteObject(check);
        }
    }
}
