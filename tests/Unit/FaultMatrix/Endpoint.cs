namespace VocaFuse.Unit.FaultMatrix;

/// <summary>What kind of request an endpoint takes; each kind keeps its promises in its own way.</summary>
internal enum EndpointKind
{
    /// <summary>Reads; sent again without a second thought.</summary>
    Read,

    /// <summary>Changes or deletes; sent twice it does the same as once.</summary>
    Change,

    /// <summary>Creates; sent twice it would create twice.</summary>
    Create,
}

/// <summary>One call of the client, as a row of the fault matrix.</summary>
/// <param name="Name">Method and path, as the service's reference has them.</param>
/// <param name="Method">The client's method that the call is made with.</param>
/// <param name="Run">Makes the call for the nth time and gives what came out of it, without what differs from run to run.</param>
internal sealed record Endpoint(string Name, string Method, Func<FaultMatrixScenario, int, CancellationToken, IAsyncEnumerable<object>> Run)
{
    public EndpointKind Kind => Name.Split(' ')[0] switch
    {
        "GET" => EndpointKind.Read,
        "POST" => EndpointKind.Create,
        _ => EndpointKind.Change,
    };

    /// <summary>True where one call takes several requests, and what came before a failure is still given.</summary>
    public bool IsPaged { get; init; }

    /// <summary>True where the answer has no body, so that none of it can be lost on the way.</summary>
    public bool AnswersNothing => Name.StartsWith("DELETE", StringComparison.Ordinal) || Name.Contains("presigned", StringComparison.Ordinal);

    /// <summary>Which of several requests meets the weather.</summary>
    public string FaultPath { get; init; } = "*";

    /// <summary>True where the service keeps nothing of what it creates.</summary>
    public bool LeavesNothing { get; init; }

    /// <summary>True where there must be no webhook yet.</summary>
    public bool MakesWebhook { get; init; }

    public override string ToString() => Name;
}
