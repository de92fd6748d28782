using System.Globalization;

namespace VocaFuse.Captions;

/// <summary>Writes captions as SubRip and as WebVTT.</summary>
internal static class CaptionFile
{
    /// <summary>Writes SubRip: blocks of a number, the times and the lines, separated by an empty line.</summary>
    public static void WriteSubRip(TextWriter writer, IReadOnlyList<Caption> captions)
    {
        for (var i = 0; i < captions.Count; i++)
        {
            // SubRip has no escape for an arrow, and parsers take a line with one for a line of times.
            var text = string.Join('\n', captions[i].Lines).Replace("-->", "→", StringComparison.Ordinal);
            var separator = i == 0 ? "" : "\n";
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{separator}{i + 1}\n{Times(captions[i], ',')}\n{text}\n"));
        }
    }

    /// <summary>Writes WebVTT, in which markup characters are escaped.</summary>
    public static void WriteWebVtt(TextWriter writer, IReadOnlyList<Caption> captions)
    {
        writer.Write("WEBVTT\n");
        foreach (var caption in captions)
        {
            var text = string.Join('\n', caption.Lines)
                .Replace("&", "&amp;", StringComparison.Ordinal)
                .Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal);
            writer.Write($"\n{Times(caption, '.')}\n{text}\n");
        }
    }

    private static string Times(Caption caption, char decimalMark) => $"{Time(caption.Start, decimalMark)} --> {Time(caption.End, decimalMark)}";

    private static string Time(TimeSpan time, char decimalMark) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time:mm\\:ss}{decimalMark}{time.Milliseconds:000}");
}
