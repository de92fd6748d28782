using System.Security;
using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>A new API key with the key itself and its secret, which the service shows only once.</summary>
/// <remarks>Source: <c>POST /account/api-keys</c>.</remarks>
public sealed class NewApiKey
{
    private NewApiKey(ApiKey info, SecureString? key, SecureString? secret)
    {
        Info = info;
        Key = key ?? throw new FormatException("The response has no API key.");
        Secret = secret ?? throw new FormatException("The response has no API secret.");
    }

    /// <summary>Gets the description of the key that the service also returns later.</summary>
    public ApiKey Info { get; }

    /// <summary>Gets the key.</summary>
    public SecureString Key { get; }

    /// <summary>Gets the key's secret.</summary>
    public SecureString Secret { get; }

    /// <summary>Returns the ID.</summary>
    public override string ToString() => Info.Id;

    internal static NewApiKey Read(JsonElement json) =>
        new(ApiKey.Read(json), SecretText.Hide(json.Text("api_key"u8)), SecretText.Hide(json.Text("api_secret"u8)));
}
