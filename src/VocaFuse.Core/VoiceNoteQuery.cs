using System.Globalization;
using System.Text;

namespace VocaFuse;

/// <summary>Which voice notes to list.</summary>
public sealed record VoiceNoteQuery
{
    /// <summary>The largest page the service gives.</summary>
    public const int MaximumPageSize = 100;

    /// <summary>Only notes of this status; null for all. The service knows <c>processing</c>, <c>transcribed</c>, <c>failed</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Only notes made at or after this moment.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Only notes made at or before this moment.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>How many notes to ask for at a time, 1–100.</summary>
    public int PageSize { get; init; } = MaximumPageSize;

    /// <summary>How many notes of the list to pass over.</summary>
    public long Skip { get; init; }

    /// <summary>How many notes to return at most; null for all.</summary>
    public long? First { get; init; }

    /// <summary>The filters as the part of the query that is the same for each page.</summary>
    internal string Filters()
    {
        var query = new StringBuilder();
        Add(query, "status", Status);
        Add(query, "date_from", Iso(CreatedAfter));
        Add(query, "date_to", Iso(CreatedBefore));
        return query.ToString();
    }

    private static void Add(StringBuilder query, string name, string? value)
    {
        if (value is not null)
        {
            query.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    private static string? Iso(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
