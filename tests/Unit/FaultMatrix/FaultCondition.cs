using VocaFuse.Sandbox;

namespace VocaFuse.Unit.FaultMatrix;

/// <summary>A fault, as a row of the fault matrix.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Fault">The fault of the service; null if the request does not reach it.</param>
internal sealed record FaultCondition(string Name, Fault? Fault = null)
{
    private const int RetryAfterSeconds = 17;

    public static IReadOnlyList<FaultCondition> All { get; } =
    [
        new("429, `Retry-After` in seconds",
            new Fault { Kind = FaultKind.Status, Status = 429,
            RetryAfter = $"{RetryAfterSeconds}" }) { Delay = TimeSpan.FromSeconds(RetryAfterSeconds) },
        new("429, `Retry-After` as a date",
            new Fault { Kind = FaultKind.Status, Status = 429,
            RetryAfter = $"date+{RetryAfterSeconds}" }) { Delay = TimeSpan.FromSeconds(RetryAfterSeconds) },
        new("500, twice", new Fault { Kind = FaultKind.Status, Status = 500, Count = 2 }),
        new("500, although it was applied",
            new Fault { Kind = FaultKind.Status, Status = 500, ApplyFirst = true }) { IsAboutChanges = true },
        new("502 with a page of HTML", new Fault { Kind = FaultKind.Html }),
        new("503 without `Retry-After`", new Fault { Kind = FaultKind.Status, Status = 503 }),
        new("503, always", new Fault { Kind = FaultKind.Status, Status = 503, Count = -1 }),
        new("reset before the response", new Fault { Kind = FaultKind.Reset }),
        new("reset before the response, although it was applied",
            new Fault { Kind = FaultKind.Reset, ApplyFirst = true }) { IsAboutChanges = true },
        new("reset inside the response", new Fault { Kind = FaultKind.ResetBody }),
        new("truncated JSON", new Fault { Kind = FaultKind.Truncate }),
        new("empty response", new Fault { Kind = FaultKind.Empty, ApplyFirst = true }),
        new("response that stalls", new Fault { Kind = FaultKind.Drip, DelayMs = 150 }),
        new("no response, connection open", new Fault { Kind = FaultKind.Hang }),
        new("host that does not resolve") { Target = Target.NoName },
        new("connection refused") { Target = Target.ClosedPort },
        new("expired certificate") { Target = Target.ExpiredCertificate },
        new("401 after a successful request", new Fault { Kind = FaultKind.Status, Status = 401, Count = -1 }) { IsMidRun = true },
    ];

    public Target Target { get; init; }

    /// <summary>The delay that the service asks for.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>True if the fault begins after a successful call.</summary>
    public bool IsMidRun { get; init; }

    /// <summary>True if the fault makes no difference to requests that only read.</summary>
    public bool IsAboutChanges { get; init; }

    public static IEnumerable<FaultCondition> For(EndpointKind kind) =>
        All.Where(condition => kind != EndpointKind.Read || !condition.IsAboutChanges);

    public override string ToString() => Name;
}
