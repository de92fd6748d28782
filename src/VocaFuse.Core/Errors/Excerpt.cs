using System.Text;
using System.Text.RegularExpressions;
using VocaFuse.Credentials;

namespace VocaFuse.Errors;

/// <summary>Prepares text of the service for a message: one line, redacted, short.</summary>
internal static partial class Excerpt
{
    /// <summary>The maximum length of an excerpt of an unknown body.</summary>
    private const int MaximumBodyLength = 200;

    /// <summary>The maximum length of a message of the service.</summary>
    private const int MaximumMessageLength = 1000;

    /// <summary>
    /// The length that is redacted: longer than the excerpt, so that a secret is recognized if the excerpt ends inside it.
    /// </summary>
    private const int RedactedLength = 4096;

    /// <summary>Returns the start of a body; null if it is empty.</summary>
    public static string? Create(ReadOnlySpan<byte> body, Redactor redactor) =>
        Line(redactor.RedactStart(Encoding.UTF8.GetString(body[..Math.Min(body.Length, RedactedLength)])), MaximumBodyLength);

    /// <summary>Returns a text of an error document; null if it is empty.</summary>
    public static string? Create(string? text, Redactor redactor)
    {
        var redacted = text is { Length: > RedactedLength } ? redactor.RedactStart(text[..RedactedLength]) : redactor.Redact(text);
        return Line(redacted, MaximumMessageLength);
    }

    private static string? Line(string? text, int maximumLength)
    {
        var line = Blanks().Replace(text ?? "", " ").Trim();
        return line.Length == 0 ? null : line.Length > maximumLength ? line[..maximumLength] + "…" : line;
    }

    /// <summary>White space and control characters, which could change the terminal that shows the error.</summary>
    [GeneratedRegex(@"[\s\p{Cc}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
