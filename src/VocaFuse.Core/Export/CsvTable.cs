using System.Globalization;
using System.Text;

namespace VocaFuse.Export;

/// <summary>Writes transcriptions as a table by RFC 4180: every cell quoted, every row ended by CR LF.</summary>
internal static class CsvTable
{
    /// <summary>What a spreadsheet takes for the start of a formula, full-width forms included.</summary>
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    public const string Header = "\"VoiceNoteId\",\"Id\",\"Language\",\"Confidence\",\"CreatedAt\",\"Text\"\r\n";

    public static string Row(Transcription transcription)
    {
        var row = new StringBuilder();
        Append(row, transcription.VoiceNoteId, ',');
        Append(row, transcription.Id, ',');
        Append(row, transcription.Language, ',');
        Append(row, transcription.Confidence?.ToString(CultureInfo.InvariantCulture), ',');
        Append(row, Timestamp.Of(transcription.CreatedAt), ',');
        Append(row, transcription.Text, '\r');
        return row.Append('\n').ToString();
    }

    /// <summary>
    /// Adds a cell. What was said comes from strangers, so a cell that a spreadsheet would run as a formula gets an
    /// apostrophe in front.
    /// </summary>
    private static void Append(StringBuilder row, string? cell, char end)
    {
        var guard = cell is { Length: > 0 } && FormulaStarts.Contains(cell[0], StringComparison.Ordinal) ? "'" : "";
        row.Append('"').Append(guard).Append(cell?.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"').Append(end);
    }
}
