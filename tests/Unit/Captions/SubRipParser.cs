using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace VocaFuse.Unit.Captions;

/// <summary>
/// Reads SubRip strictly: numbers from 1 without gaps, one empty line between blocks, no
/// line of text that could pass for the times of another block.
/// </summary>
internal static partial class SubRipParser
{
    public static List<ReadCue> Parse(byte[] file)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        var cues = new List<ReadCue>();
        if (text.Length == 0)
        {
            return cues;
        }

        if (text.Contains('\r') || !text.EndsWith('\n') || text.EndsWith("\n\n", StringComparison.Ordinal))
        {
            throw new FormatException("Lines must end with LF, and the file with exactly one.");
        }

        foreach (var block in text[..^1].Split("\n\n"))
        {
            var lines = block.Split('\n');
            if (lines.Length < 3
                || lines[0] != (cues.Count + 1).ToString(CultureInfo.InvariantCulture)
                || Times().Match(lines[1]) is not { Success: true } times)
            {
                throw new FormatException($"Block {cues.Count + 1} is malformed: {block}");
            }

            if (lines[2..].Any(line => line.Length == 0 || line.Contains("-->", StringComparison.Ordinal)))
            {
                throw new FormatException($"A line is empty or contains an arrow: {block}");
            }

            var cue = new ReadCue(Milliseconds(times, 1), Milliseconds(times, 5), lines[2..]);
            if (cue.End <= cue.Start || (cues.Count > 0 && cue.Start < cues[^1].End))
            {
                throw new FormatException($"The times of block {cues.Count + 1} are not in order: {block}");
            }

            cues.Add(cue);
        }

        return cues;
    }

    private static int Milliseconds(Match times, int first) => (int)new TimeSpan(
        0, Number(times, first), Number(times, first + 1), Number(times, first + 2), Number(times, first + 3)).TotalMilliseconds;

    private static int Number(Match times, int group) => int.Parse(times.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        """\A([0-9]{2}):([0-5][0-9]):([0-5][0-9]),([0-9]{3}) --> ([0-9]{2}):([0-5][0-9]):([0-5][0-9]),([0-9]{3})\z""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Times();
}
