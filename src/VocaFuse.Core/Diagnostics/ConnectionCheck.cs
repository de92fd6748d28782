namespace VocaFuse;

/// <summary>The result of one check of a connection. It contains no secret.</summary>
public sealed class ConnectionCheck
{
    internal ConnectionCheck(
        string name, ConnectionCheckStatus status, string detail, string? recommendation = null, TimeSpan? duration = null)
    {
        Name = name;
        Status = status;
        Detail = detail;
        Recommendation = recommendation;
        Duration = duration;
    }

    /// <summary>Gets the name of the check, such as <c>TcpConnection</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the outcome.</summary>
    public ConnectionCheckStatus Status { get; }

    /// <summary>Gets what was found, or why the check was skipped.</summary>
    public string Detail { get; }

    /// <summary>Gets the recommended action; null if there is nothing to do.</summary>
    public string? Recommendation { get; }

    /// <summary>Gets the duration of the request or the connection that was measured; null if none was.</summary>
    public TimeSpan? Duration { get; }

    /// <summary>Returns the name and the outcome.</summary>
    public override string ToString() => $"{Name}: {Status}";
}
