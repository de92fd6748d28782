using System.Net;
using System.Security;

namespace VocaFuse;

/// <summary>Converts secrets between text and secure strings.</summary>
internal static class SecretText
{
    /// <summary>Returns the secret as a secure string, which no view or JSON shows; null if the text is empty.</summary>
    public static SecureString? Hide(string? text) => string.IsNullOrEmpty(text) ? null : new NetworkCredential("", text).SecurePassword;

    public static string Reveal(SecureString secret) => new NetworkCredential("", secret).Password;
}
