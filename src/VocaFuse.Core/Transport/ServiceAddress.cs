using VocaFuse.Credentials;

namespace VocaFuse.Transport;

/// <summary>Where the service is: the one origin that the key may go to.</summary>
internal static class ServiceAddress
{
    private static readonly Uri Live = new("https://api.vocafuse.com/v1");
    private static readonly Uri Test = new("https://test-api.vocafuse.com/v1");

    public static Uri Of(ApiCredentials credentials, Uri? chosen)
    {
        if (chosen is null)
        {
            return credentials.IsTest ? Test : Live;
        }

        if (!chosen.IsAbsoluteUri || (chosen.Scheme != Uri.UriSchemeHttps && !(chosen.Scheme == Uri.UriSchemeHttp && chosen.IsLoopback)))
        {
            throw OptionError.Of(nameof(VocaFuseClientOptions.BaseAddress), "The base address has to be absolute and https; http is for this machine's own loopback only.");
        }

        if (chosen.UserInfo.Length > 0 || chosen.Query.Length > 0 || chosen.Fragment.Length > 0)
        {
            throw OptionError.Of(nameof(VocaFuseClientOptions.BaseAddress), "The base address has to be without user name, query and fragment.");
        }

        return chosen;
    }

    /// <summary>Puts path and query below the base address. Both come escaped, so that nothing in them is resolved away.</summary>
    public static Uri Combine(Uri baseAddress, string path, string query) =>
        new(baseAddress.AbsoluteUri.TrimEnd('/') + path + query, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
