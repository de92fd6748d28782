using System.Security;
using System.Security.Cryptography;

namespace VocaFuse;

/// <summary>Generates secrets for webhooks.</summary>
public static class WebhookSecret
{
    /// <summary>Generates a random secret: <c>whsec_</c> and 64 hexadecimal digits.</summary>
    public static SecureString Generate() =>
        SecretText.Hide("whsec_" + Convert.ToHexString(RandomNumberGenerator.GetBytes(32)).ToLowerInvariant())!;
}
