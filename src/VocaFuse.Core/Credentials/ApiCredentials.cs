namespace VocaFuse.Credentials;

/// <summary>The key and its secret, checked. They leave this object as request headers only.</summary>
internal sealed class ApiCredentials
{
    public const string KeyHeader = "X-VocaFuse-API-Key";

    public const string SecretHeader = "X-VocaFuse-API-Secret";

    private readonly string apiKey;
    private readonly string apiSecret;

    public ApiCredentials(string apiKey, string apiSecret)
    {
        Check(apiKey, nameof(apiKey), "API key");
        Check(apiSecret, nameof(apiSecret), "API secret");
        this.apiKey = apiKey;
        this.apiSecret = apiSecret;
        MaskedKey = ApiKeyMask.Mask(apiKey);
        Redactor = new Redactor(apiKey, apiSecret);
    }

    public string MaskedKey { get; }

    public bool IsTest => apiKey.StartsWith("sk_test_", StringComparison.Ordinal);

    public Redactor Redactor { get; }

    public void Apply(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation(KeyHeader, apiKey);
        request.Headers.TryAddWithoutValidation(SecretHeader, apiSecret);
    }

    /// <summary>True where the key is the one that the service shows as a prefix, with or without dots or stars for the rest.</summary>
    public bool IsShownAs(string? prefix)
    {
        var shown = prefix.AsSpan();
        var cut = shown.IndexOfAny(".…*");
        shown = cut < 0 ? shown : shown[..cut];
        // What all keys begin with tells nothing of this one.
        return shown.Length > shown.LastIndexOf('_') + 1 && apiKey.AsSpan().StartsWith(shown);
    }

    private static void Check(string value, string parameter, string name)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new ArgumentException($"The {name} is empty.", parameter);
        }

        foreach (var c in value)
        {
            if (c is <= ' ' or > '~')
            {
                throw new ArgumentException($"The {name} holds a blank, a line end or another character that no key has. Was it copied with something around it?", parameter);
            }
        }
    }
}
