using System.Globalization;

namespace VocaFuse.Captions;

/// <summary>Writes captions as SubRip and as WebVTT.</summary>
internal static class CaptionFile
{
    /// <summary>SubRip: blocks of a number, the times and the lines, parted by an empty line.</summary>
    public static void WriteSubRip(TextWriter writer, IReadOnlyList<Caption> captions)
    {
        for (var i = 0; i < captions.Count; i++)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : "\n")}{i + 1}\n{Time(captions[i].Start, ',')} --> {Time(captions[i].End, ',')}\n"));
            foreach (var line in captions[i].Lines)
            {
                // The format knows no escape, and a line with its arrow would pass for one with times.
                writer.Write(line.Replace("-->", "→", StringComparison.Ordinal));
                writer.Write('\n');
            }
        }
    }

    /// <summary>WebVTT, of which the text may hold no arrow and its mark-up characters only escaped.</summary>
    public static void WriteWebVtt(TextWriter writer, IReadOnlyList<Caption> captions)
    {
        writer.Write("WEBVTT\n");
        foreach (var caption in captions)
        {
            writer.Write($"\n{Time(caption.Start, '.')} --> {Time(caption.End, '.')}\n");
            foreach (var line in caption.Lines)
            {
                writer.Write(line
                    .Replace("&", "&amp;", StringComparison.Ordinal)
                    .Replace("<", "&lt;", StringComparison.Ordinal)
                    .Replace(">", "&gt;", StringComparison.Ordinal));
                writer.Write('\n');
            }
        }
    }

    private static string Time(TimeSpan time, char point) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}{point}{time.Milliseconds:000}");
}
