using System.Management.Automation;
using System.Net;
using System.Security;

namespace VocaFuse.PowerShell;

/// <summary>The base class of cmdlets that create a client from credentials.</summary>
public abstract class VFCredentialCmdlet : VFCmdlet
{
    private protected const string EnvironmentSet = "Environment";
    private protected const string CredentialSet = "Credential";
    private protected const string ApiKeySet = "ApiKey";
    private const string KeyVariable = "VOCAFUSE_API_KEY";
    private const string SecretVariable = "VOCAFUSE_API_SECRET";

    /// <summary>The key.</summary>
    [Parameter(ParameterSetName = ApiKeySet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? ApiKey { get; set; }

    /// <summary>The secret of the key.</summary>
    [Parameter(ParameterSetName = ApiKeySet, Mandatory = true)]
    [SecureInput]
    [ValidateNotNull]
    public SecureString? ApiSecret { get; set; }

    /// <summary>Another base address of the service. The default depends on the key.</summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = ApiKeySet)]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    /// <summary>The family of names that the service uses for voice notes. By default, it is found with the first requests.</summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = ApiKeySet)]
    public ApiNames ApiNames { get; set; }

    /// <summary>The address of the proxy. The default is the proxy of the system.</summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = ApiKeySet)]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>The credentials for the proxy.</summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = ApiKeySet)]
    [Credential]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Uses the credentials of the current user for the proxy.</summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = ApiKeySet)]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Connects without a proxy, also if the system has one.</summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = ApiKeySet)]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>The maximum duration of one attempt of a request, in seconds.</summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = ApiKeySet)]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 30;

    /// <summary>The maximum number of retries of a failed request.</summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = ApiKeySet)]
    [ValidateRange(0, 20)]
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>The delay before the first retry, in seconds; it doubles with each retry.</summary>
    [Parameter(ParameterSetName = EnvironmentSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = ApiKeySet)]
    [ValidateRange(0, 300)]
    public int RetryIntervalSec { get; set; } = 1;

    /// <summary>Creates a client from the credential, from the other parameters, or from the environment variables.</summary>
    private protected VocaFuseClient CreateClient(PSCredential? credential)
    {
        var (key, secret) = FindCredentials(credential);
        CheckProxyParameters();
        try
        {
            var options = new VocaFuseClientOptions(key, secret)
            {
                BaseAddress = BaseUri,
                ApiNames = ApiNames,
                Timeout = TimeSpan.FromSeconds(TimeoutSec),
                MaximumRetryCount = MaximumRetryCount,
                RetryDelay = TimeSpan.FromSeconds(RetryIntervalSec),
                Proxy = Proxy,
                ProxyCredentials = ProxyUseDefaultCredentials
                    ? CredentialCache.DefaultCredentials
                    : ProxyCredential?.GetNetworkCredential(),
                UseProxy = !NoProxy,
            };
            return new VocaFuseClient(options);
        }
        catch (ArgumentException failure)
        {
            var error = failure.ParamName is "apiKey" or "apiSecret" ? VFErrors.InvalidCredentials : VFErrors.InvalidConnectionOption;
            var hint = failure.ParamName switch
            {
                nameof(VocaFuseClientOptions.BaseAddress) =>
                    "Specify an absolute address, such as -BaseUri https://vocafuse.example.com/v1, or omit it.",
                nameof(VocaFuseClientOptions.Proxy) =>
                    "Specify an address with -Proxy, and the user name and password with -ProxyCredential.",
                _ => null,
            };
            ThrowTerminatingError(error.CreateRecordFrom(failure, BaseUri, hint));
            throw;
        }
    }

    private void CheckProxyParameters()
    {
        var conflict = NoProxy && (Proxy is not null || ProxyCredential is not null || ProxyUseDefaultCredentials) ? "NoProxy"
            : ProxyUseDefaultCredentials && ProxyCredential is not null ? "ProxyUseDefaultCredentials"
            : null;
        if (conflict is not null)
        {
            ThrowTerminatingError(VFErrors.InvalidConnectionOption.CreateRecordFrom(
                new ArgumentException($"-{conflict} and the other parameters for the proxy exclude each other."), null));
        }
    }

    private (string Key, string Secret) FindCredentials(PSCredential? credential)
    {
        switch (ParameterSetName)
        {
            case CredentialSet:
                return (credential!.UserName, credential.GetNetworkCredential().Password);
            case ApiKeySet:
                return (ApiKey!, new NetworkCredential("", ApiSecret).Password);
            default:
                string[] variables = [KeyVariable, SecretVariable];
                var missing = Array.FindAll(variables, static name => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)));
                if (missing.Length > 0)
                {
                    ThrowTerminatingError(VFErrors.NoCredentials.CreateRecord(
                        null, $"{string.Join(" and ", missing)} {(missing.Length == 1 ? "is" : "are")} not set"));
                }

                return (Environment.GetEnvironmentVariable(KeyVariable)!, Environment.GetEnvironmentVariable(SecretVariable)!);
        }
    }
}
