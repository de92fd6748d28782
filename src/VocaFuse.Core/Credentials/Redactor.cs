using System.Text.RegularExpressions;

namespace VocaFuse.Credentials;

/// <summary>Takes secrets out of text that leaves the client: error messages, excerpts, debug output.</summary>
/// <remarks>It knows the connection's own key and secret and what a request gives away by value, and every other secret
/// by its field name or its form.</remarks>
internal sealed partial class Redactor(string apiKey, string apiSecret, string? given = null)
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Hidden = "***";

    private const string SecretNames = """\w*secret|api_?key|\w*token|password|authorization|presigned_url|signature""";

    /// <summary>So much of a secret's beginning tells nothing, and may stand at the end of any text.</summary>
    private const int Harmless = 3;

    /// <summary>One that also knows a secret which a request carries in its body; the service may repeat it in any words.</summary>
    public Redactor With(string? secret) => secret is { Length: > Harmless } ? new Redactor(apiKey, apiSecret, secret) : this;

    public string? Redact(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        text = text.Replace(apiSecret, Hidden, StringComparison.OrdinalIgnoreCase);
        text = text.Replace(apiKey, ApiKeyMask.Mask(apiKey), StringComparison.OrdinalIgnoreCase);
        text = given is null ? text : text.Replace(given, Hidden, StringComparison.OrdinalIgnoreCase);
        text = SecretField().Replace(text, "$1" + Hidden + "\"");
        text = SecretQuery().Replace(text, "$1" + Hidden);
        return SecretForm().Replace(text, Hidden);
    }

    /// <summary>Redacts a text that was cut off, perhaps in the middle of a secret.</summary>
    public string? RedactStart(string? text) => Redact(WithoutBeginningOf(apiSecret, WithoutBeginningOf(apiKey, text)));

    /// <summary>True for a name under which secrets are kept, so that the value need not look like one.</summary>
    public static bool IsSecretName(string name) => SecretName().IsMatch(name);

    private static string? WithoutBeginningOf(string secret, string? text)
    {
        if (text is not null)
        {
            for (var length = Math.Min(secret.Length, text.Length); length > Harmless; length--)
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

    /// <summary>A JSON field that holds a secret, its text value also where the document was cut off inside it.</summary>
    [GeneratedRegex("(\"(?:" + SecretNames + """)"\s*:\s*")(?:[^"\\]|\\.)*(?:"|\\?$)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretField();

    /// <summary>The signing parts of a presigned address.</summary>
    [GeneratedRegex("""((?:[?&;]|\\u0026)(?:\w|-)*(?:signature|credential|token|secret)=)[^&\s"'<>\\]+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretQuery();

    /// <summary>Keys, webhook secrets, bearer tokens and JWTs, wherever they stand.</summary>
    [GeneratedRegex("""\b(?:[ps]k_(?:live|test)_[\w-]+|whsec_[\w-]+|eyJ[\w-]+(?:\.[\w-]+(?:\.[\w-]*)?)?)""", RegexOptions.CultureInvariant)]
    private static partial Regex SecretForm();
}
