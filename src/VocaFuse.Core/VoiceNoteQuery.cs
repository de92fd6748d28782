using System.Globalization;
using System.Text;

namespace VocaFuse;

/// <summary>Selects voice notes to list.</summary>
public sealed record VoiceNoteQuery
{
    /// <summary>The maximum page size of the service.</summary>
    public const int MaximumPageSize = 100;

    /// <summary>Gets the status to select, such as <c>processing</c>, <c>transcribed</c> or <c>failed</c>; null for all.</summary>
    public string? Status { get; init; }

    /// <summary>Gets the earliest creation time to select; null for no limit.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Gets the latest creation time to select; null for no limit.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Gets the number of voice notes per request, from 1 to 100.</summary>
    public int PageSize { get; init; } = MaximumPageSize;

    /// <summary>Gets the number of voice notes to skip.</summary>
    public long Skip { get; init; }

    /// <summary>Gets the maximum number of voice notes to return; null for all.</summary>
    public long? First { get; init; }

    /// <summary>Returns the filters as the part of the query string that is the same for all pages.</summary>
    internal string Filters()
    {
        var query = new StringBuilder();
        Add(query, "status", Status);
        Add(query, "date_from", Format(CreatedAfter));
        Add(query, "date_to", Format(CreatedBefore));
        return query.ToString();
    }

    private static void Add(StringBuilder query, string name, string? value)
    {
        if (value is not null)
        {
            query.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    private static string? Format(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
