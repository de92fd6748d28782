using System.Globalization;

namespace VocaFuse.Diagnostics;

/// <summary>Keeps the headers of the last response, and passes events on to another observer.</summary>
internal sealed class ResponseHeaderObserver(IRequestObserver? inner, TimeProvider clock) : IRequestObserver
{
    /// <inheritdoc/>
    public bool IncludesContent => true;

    /// <summary>Gets the headers of the last response, without secrets; empty if there was none.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; private set; } = [];

    /// <summary>Gets the time by which the service's clock is ahead of the local one; null if no response had a date.</summary>
    public TimeSpan? ClockSkew { get; private set; }

    /// <inheritdoc/>
    public void OnRequestEvent(RequestEvent requestEvent)
    {
        if (requestEvent is RequestContent content)
        {
            Keep(content);
            if (inner is not { IncludesContent: true })
            {
                return;
            }
        }

        inner?.OnRequestEvent(requestEvent);
    }

    private void Keep(RequestContent content)
    {
        if (!content.IsResponse)
        {
            return;
        }

        Headers = [.. content.Headers.Split('\n').Select(static line => line.Split(": ", 2)).Where(static parts => parts.Length == 2)
            .Select(static parts => (parts[0], parts[1]))];
        var date = Headers.FirstOrDefault(static header => header.Name.Equals("Date", StringComparison.OrdinalIgnoreCase)).Value;
        if (DateTimeOffset.TryParseExact(date, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            ClockSkew = time - clock.GetUtcNow();
        }
    }
}
