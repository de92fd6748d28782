using System.Security;

namespace VocaFuse;

/// <summary>An API key that was just made, with what it takes to use it. The service shows that this once.</summary>
/// <remarks>Source: <c>POST /account/api-keys</c>.</remarks>
public sealed class NewApiKey
{
    internal NewApiKey(ApiKey info, KeyOnArrival arrived)
    {
        Info = info;
        Key = SecretText.Hide(arrived.ApiKey) ?? throw new FormatException("The answer holds no key.");
        Secret = SecretText.Hide(arrived.ApiSecret) ?? throw new FormatException("The answer holds no secret.");
    }

    /// <summary>What the service will tell of the key from now on.</summary>
    public ApiKey Info { get; }

    /// <summary>The key.</summary>
    public SecureString Key { get; }

    /// <summary>The key's secret.</summary>
    public SecureString Secret { get; }

    /// <summary>The id.</summary>
    public override string ToString() => Info.Id;

    /// <summary>The two as the service writes them.</summary>
    internal sealed class KeyOnArrival
    {
        public string? ApiKey { get; set; }

        public string? ApiSecret { get; set; }
    }
}
