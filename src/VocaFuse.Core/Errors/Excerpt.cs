using System.Text;
using VocaFuse.Credentials;

namespace VocaFuse.Errors;

/// <summary>Makes text that the service sent fit to be shown in a message: one line, redacted, short.</summary>
internal static class Excerpt
{
    private const int Length = 200;

    /// <summary>What the service says about an error is worth more room than the start of something unknown.</summary>
    private const int StatementLength = 1000;

    /// <summary>Read before redacting, so that a secret which is cut off by the excerpt's end is still seen whole.</summary>
    private const int Window = 4096;

    /// <summary>The start of an unusable answer; null where there is nothing to show.</summary>
    public static string? Of(ReadOnlySpan<byte> body, Redactor redactor) =>
        Line(redactor.RedactStart(Encoding.UTF8.GetString(body[..Math.Min(body.Length, Window)])), Length);

    /// <summary>A text out of an error document; null where it says nothing.</summary>
    public static string? Of(string? statement, Redactor redactor) =>
        Line(statement is { Length: > Window } ? redactor.RedactStart(statement[..Window]) : redactor.Redact(statement), StatementLength);

    private static string? Line(string? text, int length)
    {
        var line = new StringBuilder();
        foreach (var c in text ?? "")
        {
            // Control characters could rewrite the terminal that shows the error.
            var shown = char.IsControl(c) || char.IsWhiteSpace(c) ? ' ' : c;
            if (shown != ' ' || (line.Length > 0 && line[^1] != ' '))
            {
                line.Append(shown);
            }

            if (line.Length > length)
            {
                line[length] = '…';
                break;
            }
        }

        var excerpt = line.ToString().TrimEnd();
        return excerpt.Length == 0 ? null : excerpt;
    }
}
