using System.Globalization;
using System.Text;

namespace VocaFuse;

/// <summary>Selects voice notes to list.</summary>
public sealed record VoiceNoteQuery
{
    /// <summary>The maximum page size of the service.</summary>
    public const int MaximumPageSize = 100;

    /// <summary>Gets the statuses to select, such as <c>processing</c>, <c>transcribed</c> or <c>failed</c>; empty for all.</summary>
    /// <remarks>The service can select one status. With several, all voice notes are read, and the others are omitted.</remarks>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>Gets the users whose voice notes to select; empty for all.</summary>
    /// <remarks>The service cannot select by user: all voice notes are read, and the others are omitted.</remarks>
    public IReadOnlyList<string> UserIds { get; init; } = [];

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
        Add(query, "status", Statuses is [var status] ? status : null);
        Add(query, "date_from", Format(CreatedAfter, roundUp: false));
        Add(query, "date_to", Format(CreatedBefore, roundUp: true));
        return query.ToString();
    }

    /// <summary>Gets a value that is true if the query limits the creation time.</summary>
    internal bool HasBounds => CreatedAfter is not null || CreatedBefore is not null;

    /// <summary>Gets a value that is true if the service lists more than the query selects.</summary>
    internal bool FiltersInClient => Statuses.Count > 1 || UserIds.Count > 0;

    /// <summary>
    /// Returns true if the query selects a voice note. The creation time is checked again, whatever precision the service compares with.
    /// All times are in UTC, because DateTime values are compared without their Kind.
    /// </summary>
    internal bool Matches(VoiceNote note) =>
        (note.CreatedAt?.ToUniversalTime() is not { } created
            || !(created < CreatedAfter?.UtcDateTime || created > CreatedBefore?.UtcDateTime))
        && (UserIds.Count == 0 || UserIds.Contains(note.UserId))
        && (Statuses.Count < 2 || Statuses.Contains(note.Status, StringComparer.OrdinalIgnoreCase));

    private static void Add(StringBuilder query, string name, string? value)
    {
        if (value is not null)
        {
            query.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    /// <summary>Formats a time in milliseconds, the highest precision that the service is known to accept.</summary>
    private static string? Format(DateTimeOffset? time, bool roundUp)
    {
        if (time is not { } value)
        {
            return null;
        }

        var remainder = value.UtcTicks % TimeSpan.TicksPerMillisecond;
        var ticks = roundUp && remainder > 0
            ? Math.Min(value.UtcTicks, DateTime.MaxValue.Ticks - TimeSpan.TicksPerMillisecond) + TimeSpan.TicksPerMillisecond
            : value.UtcTicks;
        return new DateTime(ticks).ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
    }
}
