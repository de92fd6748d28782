using System.Globalization;

namespace VocaFuse.Export;

/// <summary>Writes transcriptions as a table by RFC 4180: every cell is quoted, and every row ends with CR LF.</summary>
internal static class CsvTable
{
    /// <summary>The characters with which a formula begins in a spreadsheet, full-width forms included.</summary>
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    public const string Header = "\"VoiceNoteId\",\"Id\",\"UserId\",\"OriginalFilename\",\"RecordedAt\",\"DurationSeconds\","
        + "\"Language\",\"Confidence\",\"CreatedAt\",\"Text\"\r\n";

    public static string Row(Transcription transcription) => string.Join(',', new[]
    {
        transcription.VoiceNoteId,
        transcription.Id,
        transcription.UserId,
        transcription.OriginalFilename,
        Timestamp.Format(transcription.RecordedAt),
        transcription.DurationSeconds?.ToString(CultureInfo.InvariantCulture),
        transcription.Language,
        transcription.Confidence?.ToString(CultureInfo.InvariantCulture),
        Timestamp.Format(transcription.CreatedAt),
        transcription.Text,
    }.Select(Quote)) + "\r\n";

    /// <summary>
    /// Quotes a cell. Recordings come from untrusted users: a cell that a spreadsheet would run as a formula gets an apostrophe
    /// before it, which makes it text.
    /// </summary>
    private static string Quote(string? cell)
    {
        var guard = cell is { Length: > 0 } && FormulaStarts.Contains(cell[0], StringComparison.Ordinal) ? "'" : "";
        return $"\"{guard}{cell?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
