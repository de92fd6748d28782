using System.Globalization;
using VocaFuse.Sandbox.Data;

namespace VocaFuse.Sandbox.Api;

/// <summary>Reads and checks the filters of <c>GET /voicenotes</c>.</summary>
internal static class NoteQuery
{
    private static readonly string[] Statuses = [NoteStatus.Processing, NoteStatus.Transcribed, NoteStatus.Completed, NoteStatus.Failed];

    private static readonly string[] DateForms =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public static NoteFilter Read(IQueryCollection query) =>
        new(Status(query), Date(query, "date_from"), Date(query, "date_to"));

    private static string? Status(IQueryCollection query) =>
        !query.TryGetValue("status", out var status) ? null
            : Statuses.Contains(status.ToString()) ? status.ToString()
            : throw ApiException.Invalid("status", $"'status' must be one of {string.Join(", ", Statuses)}.");

    private static DateTime? Date(IQueryCollection query, string name)
    {
        if (!query.TryGetValue(name, out var text))
        {
            return null;
        }

        return DateTime.TryParseExact(
            text.ToString(),
            DateForms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var date)
            ? date
            : throw ApiException.Invalid(name, $"'{name}' must be an ISO 8601 date.");
    }
}
