using System.Text.RegularExpressions;

namespace VocaFuse.Credentials;

/// <summary>Removes secrets from text that leaves the client: error messages, excerpts, debug output.</summary>
/// <remarks>The key, its secret and the secret of a request are recognized by value, other secrets by field name or format.</remarks>
internal sealed partial class Redactor(string apiKey, string apiSecret, string? requestSecret = null)
{
    /// <summary>The replacement of a secret.</summary>
    public const string Hidden = "***";

    private const string SecretNames = """\w*secret|api_?key|\w*token|password|authorization|presigned_url|signature""";

    /// <summary>
    /// The minimum length of a secret that is removed from within a text. The service issues none that are shorter, and a short one,
    /// such as <c>test</c>, would remove ordinary words.
    /// </summary>
    private const int MinimumLength = 8;

    /// <summary>The maximum length of a secret's beginning that reveals nothing and may occur at the end of any text.</summary>
    private const int HarmlessLength = 3;

    /// <summary>Returns a redactor that also removes a secret of the request, which the service may repeat in a message.</summary>
    public Redactor With(string? secret) => secret is { Length: >= MinimumLength } ? new Redactor(apiKey, apiSecret, secret) : this;

    public string? Redact(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        text = Replace(text, apiSecret, Hidden);
        text = Replace(text, apiKey, ApiKeyMask.Mask(apiKey));
        text = requestSecret is null ? text : Replace(text, requestSecret, Hidden);
        text = SecretField().Replace(text, "$1" + Hidden + "\"");
        text = SecretQuery().Replace(text, "$1" + Hidden);
        return SecretForm().Replace(text, Hidden);
    }

    /// <summary>Redacts the beginning of a longer text, which may end inside a secret.</summary>
    public string? RedactStart(string? text) => Redact(RemovePartAtEnd(apiSecret, RemovePartAtEnd(apiKey, text)));

    /// <summary>Returns true for the names of fields that contain secrets.</summary>
    public static bool IsSecretName(string name) => SecretName().IsMatch(name);

    /// <summary>Replaces a secret, also as a part of an address, where some of its characters are escaped.</summary>
    private static string Replace(string text, string secret, string replacement)
    {
        if (secret.Length < MinimumLength)
        {
            return text.Equals(secret, StringComparison.OrdinalIgnoreCase) ? replacement : text;
        }

        return text
            .Replace(secret, replacement, StringComparison.OrdinalIgnoreCase)
            .Replace(Uri.EscapeDataString(secret), replacement, StringComparison.OrdinalIgnoreCase);
    }

    private static string? RemovePartAtEnd(string secret, string? text)
    {
        if (text is not null)
        {
            for (var length = Math.Min(secret.Length, text.Length); length > HarmlessLength; length--)
            {
                if (text.AsSpan().EndsWith(secret.AsSpan(0, length), StringComparison.OrdinalIgnoreCase))
                {
                    return string.Concat(text.AsSpan(0, text.Length - length), Hidden);
                }
            }
        }

        return text;
    }

    [GeneratedRegex("^(?:" + SecretNames + ")$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    /// <summary>A JSON field that contains a secret; the document may end inside the value.</summary>
    [GeneratedRegex("(\"(?:" + SecretNames + """)"\s*:\s*")(?:[^"\\]|\\.)*(?:"|\\?$)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretField();

    /// <summary>The signature parameters of a presigned address.</summary>
    [GeneratedRegex("""((?:[?&;]|\\u0026)(?:\w|-)*(?:signature|credential|token|secret)=)[^&\s"'<>\\]+""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretQuery();

    /// <summary>Keys, webhook secrets and JWTs anywhere in a text.</summary>
    [GeneratedRegex("""\b(?:[ps]k_(?:live|test)_[\w-]+|whsec_[\w-]+|eyJ[\w-]+(?:\.[\w-]+(?:\.[\w-]*)?)?)""", RegexOptions.CultureInvariant)]
    private static partial Regex SecretForm();
}
