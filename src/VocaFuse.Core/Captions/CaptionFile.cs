using System.Globalization;

namespace VocaFuse.Captions;

/// <summary>Writes captions as SubRip and as WebVTT, without a text made for any of them.</summary>
internal static class CaptionFile
{
    /// <summary>SubRip: blocks of a number, the times and the lines, parted by an empty line.</summary>
    public static void WriteSubRip(TextWriter writer, IReadOnlyList<Caption> captions)
    {
        Span<char> number = stackalloc char[10];
        for (var i = 0; i < captions.Count; i++)
        {
            (i + 1).TryFormat(number, out var digits, provider: CultureInfo.InvariantCulture);
            writer.Write(i == 0 ? "" : "\n");
            writer.Write(number[..digits]);
            writer.Write('\n');
            WriteTimes(writer, captions[i], @"\:mm\:ss\,fff");
            for (var j = 0; j < captions[i].Lines.Count; j++)
            {
                WriteSubRip(writer, captions[i].Lines[j]);
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
            writer.Write('\n');
            WriteTimes(writer, caption, @"\:mm\:ss\.fff");
            for (var j = 0; j < caption.Lines.Count; j++)
            {
                WriteWebVtt(writer, caption.Lines[j]);
                writer.Write('\n');
            }
        }
    }

    /// <summary>The format knows no escape, and a line with its arrow would pass for one with times.</summary>
    private static void WriteSubRip(TextWriter writer, ReadOnlySpan<char> line)
    {
        for (var arrow = line.IndexOf("-->"); arrow >= 0; arrow = line.IndexOf("-->"))
        {
            writer.Write(line[..arrow]);
            writer.Write('→');
            line = line[(arrow + 3)..];
        }

        writer.Write(line);
    }

    private static void WriteWebVtt(TextWriter writer, ReadOnlySpan<char> line)
    {
        for (var next = line.IndexOfAny('&', '<', '>'); next >= 0; next = line.IndexOfAny('&', '<', '>'))
        {
            writer.Write(line[..next]);
            writer.Write(line[next] switch { '&' => "&amp;", '<' => "&lt;", _ => "&gt;" });
            line = line[(next + 1)..];
        }

        writer.Write(line);
    }

    private static void WriteTimes(TextWriter writer, Caption caption, string format)
    {
        WriteTime(writer, caption.Start, format);
        writer.Write(" --> ");
        WriteTime(writer, caption.End, format);
        writer.Write('\n');
    }

    /// <summary>Writes the hours, which may be more than a day has, and the rest in a format.</summary>
    private static void WriteTime(TextWriter writer, TimeSpan time, string format)
    {
        Span<char> text = stackalloc char[32];
        ((int)time.TotalHours).TryFormat(text, out var hours, "00", CultureInfo.InvariantCulture);
        time.TryFormat(text[hours..], out var rest, format, CultureInfo.InvariantCulture);
        writer.Write(text[..(hours + rest)]);
    }
}
