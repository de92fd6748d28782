using VocaFuse.Sandbox;

namespace VocaFuse.Unit.FaultMatrix;

/// <summary>Where a request ends up.</summary>
internal enum Place
{
    Service,
    NoName,
    ClosedPort,
    ExpiredCertificate,
}

/// <summary>One kind of bad weather, as a column of the fault matrix.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Fault">What the service does; null where the request does not get so far.</param>
internal sealed record FaultCondition(string Name, Fault? Fault = null)
{
    private const int Soon = 17;

    public static IReadOnlyList<FaultCondition> All { get; } =
    [
        new("429, `Retry-After` in seconds", new Fault { Kind = FaultKind.Status, Status = 429, RetryAfter = $"{Soon}" }) { Wait = TimeSpan.FromSeconds(Soon) },
        new("429, `Retry-After` as a date", new Fault { Kind = FaultKind.Status, Status = 429, RetryAfter = $"date+{Soon}" }) { Wait = TimeSpan.FromSeconds(Soon) },
        new("500, twice", new Fault { Kind = FaultKind.Status, Status = 500, Count = 2 }),
        new("500, though it was carried out", new Fault { Kind = FaultKind.Status, Status = 500, ApplyFirst = true }) { IsAboutChanges = true },
        new("502 with a page of HTML", new Fault { Kind = FaultKind.Html }),
        new("503 without `Retry-After`", new Fault { Kind = FaultKind.Status, Status = 503 }),
        new("503 for good", new Fault { Kind = FaultKind.Status, Status = 503, Count = -1 }),
        new("reset before the answer", new Fault { Kind = FaultKind.Reset }),
        new("reset before the answer, though it was carried out", new Fault { Kind = FaultKind.Reset, ApplyFirst = true }) { IsAboutChanges = true },
        new("reset in the middle of the answer", new Fault { Kind = FaultKind.ResetBody }),
        new("JSON that is cut off", new Fault { Kind = FaultKind.Truncate }),
        new("empty answer", new Fault { Kind = FaultKind.Empty, ApplyFirst = true }),
        new("answer that drips", new Fault { Kind = FaultKind.Drip, DelayMs = 150 }),
        new("no answer, connection open", new Fault { Kind = FaultKind.Hang }),
        new("name that does not resolve") { Place = Place.NoName },
        new("connection refused") { Place = Place.ClosedPort },
        new("expired certificate") { Place = Place.ExpiredCertificate },
        new("401 in the middle of a run", new Fault { Kind = FaultKind.Status, Status = 401, Count = -1 }) { IsMidRun = true },
    ];

    public Place Place { get; init; }

    /// <summary>The wait that the service asks for.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>True where it begins after a first call that went well.</summary>
    public bool IsMidRun { get; init; }

    /// <summary>True where it makes no difference to a request that only reads.</summary>
    public bool IsAboutChanges { get; init; }

    public static IEnumerable<FaultCondition> For(EndpointKind kind) => All.Where(condition => kind != EndpointKind.Read || !condition.IsAboutChanges);

    public override string ToString() => Name;
}
