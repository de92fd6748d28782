using System.Security;
using System.Security.Cryptography;

namespace VocaFuse;

/// <summary>Makes secrets for webhooks.</summary>
public static class WebhookSecret
{
    /// <summary>Makes a secret that nobody can guess: <c>whsec_</c> and 64 random hex digits.</summary>
    public static SecureString Generate() => SecretText.Hide("whsec_" + Convert.ToHexString(RandomNumberGenerator.GetBytes(32)).ToLowerInvariant())!;
}
