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
            var text = WithoutMarkup(string.Join('\n', captions[i].Lines));
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

    /// <summary>
    /// Replaces text that a player would interpret as a line of times, or as formatting such as <c>&lt;b&gt;</c> and <c>{\an8}</c>,
    /// with similar characters. SubRip has no escapes.
    /// </summary>
    private static string WithoutMarkup(string text)
    {
        text = text.Replace("-->", "→", StringComparison.Ordinal);
        text = ReplacePairs(text, '<', '>', '‹', '›');
        return ReplacePairs(text, '{', '}', '(', ')');
    }

    private static string ReplacePairs(string text, char open, char close, char newOpen, char newClose)
    {
        var first = text.IndexOf(open, StringComparison.Ordinal);
        var end = text.LastIndexOf(close) + 1;
        return first < 0 || end <= first
            ? text
            : text[..first] + text[first..end].Replace(open, newOpen).Replace(close, newClose) + text[end..];
    }

    private static string Times(Caption caption, char decimalMark) =>
        $"{Time(caption.Start, decimalMark)} --> {Time(caption.End, decimalMark)}";

    private static string Time(TimeSpan time, char decimalMark) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time:mm\\:ss}{decimalMark}{time:fff}");
}
