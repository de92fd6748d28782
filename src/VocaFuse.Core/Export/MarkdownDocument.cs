using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using VocaFuse.Captions;

namespace VocaFuse.Export;

/// <summary>Writes a transcription as Markdown: a title, properties of the voice note, and paragraphs with their times.</summary>
internal static partial class MarkdownDocument
{
    /// <summary>The pause in speech, in milliseconds, above which a new paragraph begins.</summary>
    private const long PauseMs = 2000;

    /// <summary>The length of a paragraph, in characters, above which the next sentence begins a new one.</summary>
    private const int LongParagraph = 500;

    /// <summary>Writes one transcription.</summary>
    /// <param name="transcription">The transcription.</param>
    /// <param name="markConfidenceBelow">The confidence below which a word is marked; null to mark none.</param>
    public static string Format(Transcription transcription, double? markConfidenceBelow)
    {
        var note = transcription.VoiceNote;
        var title = note?.OriginalFilename is { Length: > 0 } name ? name : transcription.VoiceNoteId;
        var document = new StringBuilder($"# {Escape(NormalizedText.Create(title))}\n\n");
        AppendProperty(document, "Voice note", transcription.VoiceNoteId);
        AppendProperty(document, "User", note?.UserId);
        var created = note?.CreatedAt ?? transcription.CreatedAt;
        AppendProperty(document, "Date", created?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
        AppendProperty(document, "Length", note?.Duration is { } duration ? Time((long)duration.TotalMilliseconds) : null);
        AppendProperty(document, "Language", transcription.Language);
        foreach (var paragraph in Paragraphs(transcription, markConfidenceBelow))
        {
            document.Append('\n').Append(paragraph).Append('\n');
        }

        return document.ToString();
    }

    private static void AppendProperty(StringBuilder document, string label, string? value)
    {
        if (value is { Length: > 0 })
        {
            document.Append("- ").Append(label).Append(": ").Append(Escape(NormalizedText.Create(value))).Append('\n');
        }
    }

    private static IEnumerable<string> Paragraphs(Transcription transcription, double? markConfidenceBelow)
    {
        var words = CaptionWords.ReadWords(transcription);
        if (words.Count == 0)
        {
            // Without word times, each line of the text is a paragraph.
            var lines = (transcription.Text ?? "").Split('\n').Select(NormalizedText.Create);
            return lines.Where(line => line.Length > 0).Select(line => BlockStart().Replace(Escape(line), @"$1\$2"));
        }

        var paragraphs = new List<StringBuilder>();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (i == 0
                || (word.StartMs - words[i - 1].EndMs > PauseMs && CanBeginParagraph(word))
                || (paragraphs[^1].Length > LongParagraph && SentenceEnd.IsBetween(words[i - 1].Text, word.Text)))
            {
                paragraphs.Add(new StringBuilder($"**{Time(word.StartMs)}** "));
            }
            else
            {
                paragraphs[^1].Append(word.IsGlued ? "" : " ");
            }

            var text = Escape(word.Text.Replace(CaptionText.NoBreakSpace, ' '));
            paragraphs[^1].Append(word.Confidence < markConfidenceBelow ? $"*{text.Trim()}* (?)" : text);
        }

        return paragraphs.Select(paragraph => paragraph.ToString());
    }

    /// <summary>Returns false for punctuation and for the rest of a word, such as "m" of "I'm".</summary>
    private static bool CanBeginParagraph(CaptionWord word) => !word.IsGlued
        || (word.Text is [var first, ..] && CaptionText.IsUnspaced(first) && !CaptionText.IsClosing(first));

    private static string Time(long milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        return time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time:mm\\:ss}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time:ss}");
    }

    private static string Escape(string text) => Special().Replace(text, @"\$0");

    /// <summary>The characters that format text in Markdown, and those that begin an HTML tag or a character reference.</summary>
    [GeneratedRegex(@"[\\`*_\[\]<>~]|&(?=#?\w+;)", RegexOptions.CultureInvariant)]
    private static partial Regex Special();

    /// <summary>The start of a line that Markdown would read as a heading or a list item.</summary>
    [GeneratedRegex(@"^(\d*)([#+\-.)])", RegexOptions.CultureInvariant)]
    private static partial Regex BlockStart();
}
