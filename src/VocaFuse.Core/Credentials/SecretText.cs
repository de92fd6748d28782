using System.Globalization;
using System.Net;
using System.Security;

namespace VocaFuse;

/// <summary>Converts secrets between text and secure strings.</summary>
internal static class SecretText
{
    /// <summary>Returns the secret as a secure string, which no view or JSON shows; null if the text is empty.</summary>
    public static SecureString? Hide(string? text) => string.IsNullOrEmpty(text) ? null : new NetworkCredential("", text).SecurePassword;

    /// <summary>Finds what a text contains around a secret; null if there is nothing.</summary>
    public static string? FindProblem(string text)
    {
        if (text.Length == 0)
        {
            return "is empty";
        }

        var (first, last) = (text[0], text[^1]);
        return first == '\uFEFF' ? "begins with a byte order mark"
            : last is '\r' or '\n' ? "ends with a line break"
            : text.AsSpan().IndexOfAny('\r', '\n') >= 0 ? "contains a line break"
            : char.IsWhiteSpace(first) ? "begins with a blank"
            : char.IsWhiteSpace(last) ? "ends with a blank"
            : text.Length > 1 && ((first == last && first is '"' or '\'') || "“”„‘’".Contains(first)) ? "is in quotes"
            : text.Any(static c => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
                ? "contains an invisible character"
            : null;
    }

    public static string Reveal(SecureString secret) => new NetworkCredential("", secret).Password;
}
