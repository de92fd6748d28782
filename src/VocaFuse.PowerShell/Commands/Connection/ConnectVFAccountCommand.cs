using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Connects this session to a VocaFuse account.</summary>
[Cmdlet(VerbsCommunications.Connect, "VFAccount", DefaultParameterSetName = EnvironmentSet,
    HelpUri = HelpLink.Folder + "Connect-VFAccount.md")]
[OutputType(typeof(VFConnection))]
public sealed class ConnectVFAccountCommand : VFCredentialCmdlet
{
    /// <summary>The key as user name and its secret as password.</summary>
    [Parameter(ParameterSetName = CredentialSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [CredentialTransformation]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The name of the connection. An existing connection with this name is replaced.</summary>
    [Parameter]
    [NameTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "Default";

    /// <summary>Connects without checking the key.</summary>
    [Parameter]
    public SwitchParameter SkipValidation { get; set; }

    /// <summary>Returns the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var client = CreateClient(Credential);
        var connection = new VFConnection(Name, client) { Account = SkipValidation ? null : Validate(client) };
        ConnectionStore.ForCurrentRunspace().Add(connection);
        WriteVerbose($"Connected to {connection.BaseUri} as {connection.ApiKey} ({connection.Environment}).");
        if (PassThru)
        {
            WriteObject(connection);
        }
    }

    /// <summary>Checks the key with one request. A key that is not permitted to read the account is valid.</summary>
    private string? Validate(VocaFuseClient client)
    {
        try
        {
            return WaitFor(client.ObservedBy(RequestEvents).GetAccountAsync(StopToken)).Name;
        }
        catch (VocaFusePermissionException)
        {
            WriteVerbose("The key is valid, but is not permitted to read the account.");
            return null;
        }
        catch (VocaFuseException failure)
        {
            client.Dispose();
            var error = VFErrors.FromException(failure);
            var isAddress =
                error == VFErrors.ConnectionFailed || error == VFErrors.ResourceNotFound || error == VFErrors.UnreadableResponse;
            var hint = isAddress ? "Check the network, the proxy and -BaseUri." : null;
            ThrowTerminatingError(error.CreateRecordFrom(failure, client.BaseAddress, hint));
            throw;
        }
    }
}
