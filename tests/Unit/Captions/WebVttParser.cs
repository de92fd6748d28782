using System.Globalization;
using System.Text;

namespace VocaFuse.Unit.Captions;

/// <summary>
/// Reads WebVTT strictly by the syntax of the W3C, character by character, and shares no code with the writer.
/// </summary>
internal sealed class WebVttParser
{
    private readonly string text;
    private int at;

    private WebVttParser(string text) => this.text = text;

    public static List<ReadCue> Parse(byte[] file)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        return new WebVttParser(text).File();
    }

    private List<ReadCue> File()
    {
        Expect("WEBVTT");
        Expect("\n");
        var cues = new List<ReadCue>();
        while (at < text.Length)
        {
            Expect("\n");
            while (Peek() == '\n')
            {
                at++;
            }

            if (at < text.Length)
            {
                var cue = Cue();
                if (cues.Count > 0 && cue.Start < cues[^1].Start)
                {
                    throw Wrong("a cue begins before the one in front of it");
                }

                cues.Add(cue);
            }
        }

        return cues;
    }

    private ReadCue Cue()
    {
        var start = Timestamp();
        Expect(" --> ");
        var end = Timestamp();
        Expect("\n");
        if (end <= start)
        {
            throw Wrong("a cue ends before it begins");
        }

        var lines = new List<string>();
        while (Peek() is not ('\n' or '\0'))
        {
            lines.Add(Line());
        }

        return lines.Count == 0 ? throw Wrong("a cue is empty") : new ReadCue(start, end, [.. lines]);
    }

    private int Timestamp()
    {
        var hours = Digits(2);
        Expect(":");
        var minutes = Digits(2);
        Expect(":");
        var seconds = Digits(2);
        Expect(".");
        return minutes > 59 || seconds > 59
            ? throw Wrong("a time has more than 59 minutes or seconds")
            : (((((hours * 60) + minutes) * 60) + seconds) * 1000) + Digits(3);
    }

    /// <summary>A line of cue text. Of the markup, only the character references that the writer uses are accepted.</summary>
    private string Line()
    {
        var line = new StringBuilder();
        while (Peek() != '\n')
        {
            var c = at < text.Length ? text[at++] : throw Wrong("the last line has no end");
            switch (c)
            {
                case '<' or '>' or '\r' or '\0':
                    throw Wrong("a character has to be escaped");
                case '&':
                    var end = text.IndexOf(';', at);
                    line.Append(text[at..end] switch
                    {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        var name => throw Wrong($"'&{name};' is no reference"),
                    });
                    at = end + 1;
                    break;
                default:
                    line.Append(c);
                    break;
            }
        }

        at++;
        return line.ToString();
    }

    private int Digits(int count)
    {
        var digits = text.AsSpan(at, count);
        at += count;
        return digits.ContainsAnyExceptInRange('0', '9')
            ? throw Wrong("digits are missing")
            : int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private char Peek() => at < text.Length ? text[at] : '\0';

    private void Expect(string expected)
    {
        if (string.CompareOrdinal(text, at, expected, 0, expected.Length) != 0)
        {
            throw Wrong($"'{expected}' is missing");
        }

        at += expected.Length;
    }

    private FormatException Wrong(string why) => new($"At {at}, {why}: {text[Math.Max(0, at - 20)..Math.Min(text.Length, at + 40)]}");
}
