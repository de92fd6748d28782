using System.Net;
using System.Security;

namespace VocaFuse;

/// <summary>Secrets go in and out of the objects that hold them here.</summary>
internal static class SecretText
{
    /// <summary>The secret in a form that no view, copy or JSON of an object shows; null where there is none.</summary>
    public static SecureString? Hide(string? text) => string.IsNullOrEmpty(text) ? null : new NetworkCredential("", text).SecurePassword;

    public static string Reveal(SecureString secret) => new NetworkCredential("", secret).Password;
}
