using System.Security;
using System.Security.Cryptography;

namespace VocaFuse;

/// <summary>Generates secrets for webhooks.</summary>
public static class WebhookSecret
{
    /// <summary>Finds what a secret contains that does not belong to it, because it was copied or read from a file.</summary>
    /// <returns>A part of a sentence, such as <c>ends with a line break</c>; null if there is nothing.</returns>
    public static string? FindProblem(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return SecretText.FindProblem(secret);
    }

    /// <summary>Generates a random secret: <c>whsec_</c> and 64 hexadecimal digits.</summary>
    public static SecureString Generate() =>
        SecretText.Hide("whsec_" + Convert.ToHexString(RandomNumberGenerator.GetBytes(32)).ToLowerInvariant())!;
}
