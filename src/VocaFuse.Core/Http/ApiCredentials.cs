namespace VocaFuse.Http;

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

    /// <summary>True where the key begins with what the service shows of a key.</summary>
    public bool StartsWith(string prefix) => apiKey.StartsWith(prefix, StringComparison.Ordinal);

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
