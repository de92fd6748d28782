using VocaFuse.Credentials;

namespace VocaFuse.Options;

/// <summary>The address of the service: the only origin that receives the key.</summary>
internal static class ServiceAddress
{
    private static readonly Uri Live = new("https://api.vocafuse.com/v1");
    private static readonly Uri Test = new("https://test-api.vocafuse.com/v1");

    /// <summary>Returns the address that was configured, or the one that belongs to the key.</summary>
    /// <exception cref="ArgumentException">The configured address is not allowed.</exception>
    public static Uri Resolve(ApiCredentials credentials, Uri? configured)
    {
        if (configured is null)
        {
            return credentials.IsTest ? Test : Live;
        }

        if (!configured.IsAbsoluteUri
            || (configured.Scheme != Uri.UriSchemeHttps && !(configured.Scheme == Uri.UriSchemeHttp && configured.IsLoopback)))
        {
            throw OptionError.Create(
                nameof(VocaFuseClientOptions.BaseAddress),
                "The base address must be an absolute https address. http is allowed for loopback addresses only.");
        }

        if (configured.UserInfo.Length > 0 || configured.Query.Length > 0 || configured.Fragment.Length > 0)
        {
            throw OptionError.Create(nameof(VocaFuseClientOptions.BaseAddress),
                "The base address must not contain a user name, query or fragment.");
        }

        return configured;
    }

    /// <summary>Returns the same address without <c>/v1</c>, which all published SDKs use; null if the address was configured.</summary>
    public static Uri? ResolveAlternative(ApiCredentials credentials, Uri? configured) => configured is null
        ? new Uri(Resolve(credentials, null), "/") : null;

    /// <summary>Appends an escaped path and query to the base address without resolving anything in them.</summary>
    public static Uri Combine(Uri baseAddress, string path, string query) =>
        new(baseAddress.AbsoluteUri.TrimEnd('/') + path + query,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
