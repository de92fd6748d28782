using System.Text;
using VocaFuse.Http;

namespace VocaFuse.Errors;

/// <summary>The start of an unusable answer, fit to be shown: one line, redacted, short.</summary>
internal static class Excerpt
{
    private const int Length = 200;

    /// <summary>Read before redacting, so that a secret which is cut off by the excerpt's end is still seen whole.</summary>
    private const int Window = 4096;

    public static string? Of(ReadOnlySpan<byte> body, Redactor redactor)
    {
        var text = redactor.Redact(Encoding.UTF8.GetString(body[..Math.Min(body.Length, Window)])) ?? "";
        var line = new StringBuilder(Length + 1);
        foreach (var c in text)
        {
            // Control characters could rewrite the terminal that shows the error.
            var shown = char.IsControl(c) || char.IsWhiteSpace(c) ? ' ' : c;
            if (shown != ' ' || (line.Length > 0 && line[^1] != ' '))
            {
                line.Append(shown);
            }

            if (line.Length > Length)
            {
                line[Length] = '…';
                break;
            }
        }

        var excerpt = line.ToString().TrimEnd();
        return excerpt.Length == 0 ? null : excerpt;
    }
}
