namespace VocaFuse.Credentials;

/// <summary>Shows which key is meant without showing the key: its kind and its last four characters.</summary>
internal static class ApiKeyMask
{
    public static string Mask(string apiKey)
    {
        var kind = apiKey.LastIndexOf('_') + 1;
        var secret = apiKey.Length - kind;
        return string.Concat(apiKey.AsSpan(0, secret > 0 ? kind : 0), "…", secret >= 12 ? apiKey.AsSpan(apiKey.Length - 4) : default);
    }
}
