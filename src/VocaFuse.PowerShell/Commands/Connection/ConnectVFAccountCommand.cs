using System.Management.Automation;
using System.Net;
using System.Security;

namespace VocaFuse.PowerShell;

/// <summary>Connects this session to a VocaFuse account.</summary>
[Cmdlet(VerbsCommunications.Connect, "VFAccount", DefaultParameterSetName = EnvironmentSet,
    HelpUri = HelpLink.Folder + "Connect-VFAccount.md")]
[OutputType(typeof(VFConnection))]
public sealed class ConnectVFAccountCommand : VFCmdlet
{
    private const string EnvironmentSet = "Environment";
    private const string CredentialSet = "Credential";
    private const string ApiKeySet = "ApiKey";
    private const string KeyVariable = "VOCAFUSE_API_KEY";
    private const string SecretVariable = "VOCAFUSE_API_SECRET";

    /// <summary>The key as user name and its secret as password.</summary>
    [Parameter(ParameterSetName = CredentialSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The key.</summary>
    [Parameter(ParameterSetName = ApiKeySet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? ApiKey { get; set; }

    /// <summary>The secret of the key.</summary>
    [Parameter(ParameterSetName = ApiKeySet, Mandatory = true)]
    [SecureInput]
    [ValidateNotNull]
    public SecureString? ApiSecret { get; set; }

    /// <summary>The name of the connection. An existing connection with this name is replaced.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "Default";

    /// <summary>Another base address of the service. The default depends on the key.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    /// <summary>The family of names that the service uses for voice notes. By default, it is found with the first requests.</summary>
    [Parameter]
    public ApiNames ApiNames { get; set; }

    /// <summary>The maximum duration of one attempt of a request, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 30;

    /// <summary>The maximum number of retries of a failed request.</summary>
    [Parameter]
    [ValidateRange(0, 20)]
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>The delay before the first retry, in seconds; it doubles with each retry.</summary>
    [Parameter]
    [ValidateRange(0, 300)]
    public int RetryIntervalSec { get; set; } = 1;

    /// <summary>Connects without checking the key.</summary>
    [Parameter]
    public SwitchParameter SkipValidation { get; set; }

    /// <summary>Returns the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var client = MakeClient();
        var connection = new VFConnection(Name, client) { Account = SkipValidation ? null : Validate(client) };
        ConnectionStore.OfThisRunspace().Add(connection);
        WriteVerbose($"Connected to {connection.BaseUri} as {connection.ApiKey} ({connection.Environment}).");
        if (PassThru)
        {
            WriteObject(connection);
        }
    }

    private VocaFuseClient MakeClient()
    {
        var (key, secret) = FindCredentials();
        try
        {
            var options = new VocaFuseClientOptions(key, secret)
            {
                BaseAddress = BaseUri,
                ApiNames = ApiNames,
                Timeout = TimeSpan.FromSeconds(TimeoutSec),
                MaximumRetryCount = MaximumRetryCount,
                RetryDelay = TimeSpan.FromSeconds(RetryIntervalSec),
            };
            return new VocaFuseClient(options);
        }
        catch (ArgumentException failure)
        {
            var error = failure.ParamName is "apiKey" or "apiSecret" ? VFErrors.InvalidCredentials : VFErrors.InvalidConnectionOption;
            var hint = failure.ParamName == nameof(VocaFuseClientOptions.BaseAddress)
                ? "Give an absolute address, such as -BaseUri https://vocafuse.example.com/v1, or omit it."
                : null;
            ThrowTerminatingError(error.RecordOf(failure, BaseUri, hint));
            throw;
        }
    }

    private (string Key, string Secret) FindCredentials()
    {
        switch (ParameterSetName)
        {
            case CredentialSet:
                return (Credential!.UserName, Credential.GetNetworkCredential().Password);
            case ApiKeySet:
                return (ApiKey!, new NetworkCredential("", ApiSecret).Password);
            default:
                var key = Environment.GetEnvironmentVariable(KeyVariable);
                var secret = Environment.GetEnvironmentVariable(SecretVariable);
                var missing = new List<string>();
                if (string.IsNullOrEmpty(key))
                {
                    missing.Add(KeyVariable);
                }

                if (string.IsNullOrEmpty(secret))
                {
                    missing.Add(SecretVariable);
                }

                if (missing.Count > 0)
                {
                    ThrowTerminatingError(VFErrors.NoCredentials.Record(
                        null, $"{string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} not set"));
                }

                return (key!, secret!);
        }
    }

    /// <summary>Checks the key with one request. A key that is not permitted to read the account is valid.</summary>
    private string? Validate(VocaFuseClient client)
    {
        try
        {
            return Wait(client.ObservedBy(RequestEvents).GetAccountAsync(StopToken)).Name;
        }
        catch (VocaFusePermissionException)
        {
            WriteVerbose("The key is valid, but is not permitted to read the account.");
            return null;
        }
        catch (VocaFuseException failure)
        {
            client.Dispose();
            var error = VFErrors.Of(failure);
            var isAddress = error == VFErrors.ConnectionFailed || error == VFErrors.ResourceNotFound || error == VFErrors.UnreadableAnswer;
            var hint = isAddress ? "Check the network, the proxy and -BaseUri." : null;
            ThrowTerminatingError(error.RecordOf(failure, client.BaseAddress, hint));
            throw;
        }
    }
}
