using System.Globalization;
using System.Text;

namespace VocaFuse.Export;

/// <summary>Writes transcriptions as a table by RFC 4180: every cell is quoted, and every row ends with CR LF.</summary>
internal static class CsvTable
{
    /// <summary>The characters with which a formula begins in a spreadsheet, full-width forms included.</summary>
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    public const string Header = "\"VoiceNoteId\",\"Id\",\"UserId\",\"OriginalFilename\",\"RecordedAt\",\"DurationSeconds\","
        + "\"Language\",\"Confidence\",\"CreatedAt\",\"Text\"\r\n";

    public static string Row(Transcription transcription)
    {
        var row = new StringBuilder();
        Append(row, transcription.VoiceNoteId, ',');
        Append(row, transcription.Id, ',');
        Append(row, transcription.UserId, ',');
        Append(row, transcription.OriginalFilename, ',');
        Append(row, Timestamp.Of(transcription.RecordedAt), ',');
        Append(row, transcription.DurationSeconds?.ToString(CultureInfo.InvariantCulture), ',');
        Append(row, transcription.Language, ',');
        Append(row, transcription.Confidence?.ToString(CultureInfo.InvariantCulture), ',');
        Append(row, Timestamp.Of(transcription.CreatedAt), ',');
        Append(row, transcription.Text, '\r');
        return row.Append('\n').ToString();
    }

    /// <summary>
    /// Adds a cell. Recordings come from untrusted users: a cell that a spreadsheet would run as a formula gets an apostrophe
    /// before it, which makes it text.
    /// </summary>
    private static void Append(StringBuilder row, string? cell, char end)
    {
        var guard = cell is { Length: > 0 } && FormulaStarts.Contains(cell[0], StringComparison.Ordinal) ? "'" : "";
        row.Append('"').Append(guard).Append(cell?.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"').Append(end);
    }
}
