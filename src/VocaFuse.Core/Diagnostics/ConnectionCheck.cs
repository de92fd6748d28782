namespace VocaFuse;

/// <summary>The result of one check of a connection. It contains no secret.</summary>
public sealed class ConnectionCheck
{
    private ConnectionCheck(ConnectionCheckStatus status, string detail, string? recommendation, TimeSpan? duration)
    {
        Status = status;
        Detail = detail;
        Recommendation = recommendation;
        Duration = duration;
    }

    /// <summary>Gets the name of the check, such as <c>TcpConnection</c>.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Gets the outcome.</summary>
    public ConnectionCheckStatus Status { get; }

    /// <summary>Gets what was found, or why the check was skipped.</summary>
    public string Detail { get; }

    /// <summary>Gets the recommended action; null if there is nothing to do.</summary>
    public string? Recommendation { get; }

    /// <summary>Gets the duration of the request or the connection that was measured; null if none was.</summary>
    public TimeSpan? Duration { get; }

    /// <summary>Gets the duration in seconds.</summary>
    public double? DurationSeconds => Duration?.TotalSeconds;

    /// <summary>Returns the name and the outcome.</summary>
    public override string ToString() => $"{Name}: {Status}";

    internal static ConnectionCheck Passed(string detail, TimeSpan? duration = null) =>
        new(ConnectionCheckStatus.Passed, detail, null, duration);

    internal static ConnectionCheck Warning(string detail, string recommendation, TimeSpan? duration = null) =>
        new(ConnectionCheckStatus.Warning, detail, recommendation, duration);

    internal static ConnectionCheck Failed(string detail, string recommendation) =>
        new(ConnectionCheckStatus.Failed, detail, recommendation, null);

    internal static ConnectionCheck Skipped(string detail) => new(ConnectionCheckStatus.Skipped, detail, null, null);
}
