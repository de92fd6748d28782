using System.Text.RegularExpressions;

namespace VocaFuse.Http;

/// <summary>Takes secrets out of text that leaves the client: error messages, excerpts, debug output.</summary>
/// <remarks>It knows the connection's own key and secret by value, and every other secret by its field name or its form.</remarks>
internal sealed partial class Redactor(string apiKey, string apiSecret)
{
    private const string Hidden = "***";

    public string? Redact(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        text = text.Replace(apiSecret, Hidden, StringComparison.OrdinalIgnoreCase);
        text = text.Replace(apiKey, ApiKeyMask.Mask(apiKey), StringComparison.OrdinalIgnoreCase);
        text = SecretField().Replace(text, "$1" + Hidden + "\"");
        text = SecretQuery().Replace(text, "$1" + Hidden);
        return SecretForm().Replace(text, Hidden);
    }

    /// <summary>A JSON field that holds a secret, its text value also where the document was cut off inside it.</summary>
    [GeneratedRegex("""("(?:\w*secret|api_?key|\w*token|password|authorization|presigned_url|signature)"\s*:\s*")(?:[^"\\]|\\.)*(?:"|\\?$)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretField();

    /// <summary>The signing parts of a presigned address.</summary>
    [GeneratedRegex("""([?&](?:\w|-)*(?:signature|credential|token|secret)=)[^&\s"'<>]+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretQuery();

    /// <summary>Keys, webhook secrets, bearer tokens and JWTs, wherever they stand.</summary>
    [GeneratedRegex("""\b(?:[ps]k_(?:live|test)_[\w-]+|whsec_[\w-]+|eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?)""", RegexOptions.CultureInvariant)]
    private static partial Regex SecretForm();
}
