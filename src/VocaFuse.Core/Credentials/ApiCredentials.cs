namespace VocaFuse.Credentials;

/// <summary>A validated API key and its secret. They leave this object only as request headers.</summary>
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

    /// <summary>Returns true if the key has a prefix as the service displays it, with or without dots or asterisks at its end.</summary>
    public bool HasPrefix(string? displayedPrefix)
    {
        var prefix = displayedPrefix.AsSpan();
        var end = prefix.IndexOfAny(".…*");
        prefix = end < 0 ? prefix : prefix[..end];
        // A prefix that is only the kind, such as sk_live_, is the same for all keys.
        return prefix.Length > ApiKeyMask.KindOf(apiKey).Length && apiKey.AsSpan().StartsWith(prefix);
    }

    private static void Check(string value, string parameter, string name)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new ArgumentException($"The {name} is empty.", parameter);
        }

        if (SecretText.FindProblem(value) is { } problem)
        {
            throw new ArgumentException($"The {name} {problem}. Copy it again without the surrounding text.", parameter);
        }

        if (value.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException(
                $"The {name} contains a space, a line break or another invalid character. Copy it again without the surrounding text.",
                parameter);
        }
    }
}
