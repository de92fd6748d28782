namespace VocaFuse.Unit.FaultMatrix;

/// <summary>One call of the client, as a row of the fault matrix.</summary>
/// <param name="Name">The method and path of the service's reference.</param>
/// <param name="Method">The client's method.</param>
/// <param name="Run">Makes the nth call and returns its results without values that differ from run to run.</param>
internal sealed record Endpoint(string Name, string Method, Func<FaultMatrixScenario, int, CancellationToken, IAsyncEnumerable<object>> Run)
{
    public EndpointKind Kind => Name.Split(' ')[0] switch
    {
        "GET" => EndpointKind.Read,
        "POST" => EndpointKind.Create,
        _ => EndpointKind.Change,
    };

    /// <summary>True if one call makes several requests and returns the results before a failure.</summary>
    public bool IsPaged { get; init; }

    /// <summary>True if the response has no body that could be lost.</summary>
    public bool HasNoBody => Name.StartsWith("DELETE", StringComparison.Ordinal) || Name.Contains("presigned", StringComparison.Ordinal);

    /// <summary>True if the route has the name of voice notes, which depends on the family.</summary>
    public bool IsOfVoiceNotes => Name.Contains("/voicenotes", StringComparison.Ordinal);

    /// <summary>The path of the request with the fault, in the names of the family of voice notes.</summary>
    public string FaultPath { get => field ?? (IsOfVoiceNotes ? "/voicenotes*" : "*"); init; }

    /// <summary>True if the call changes nothing that the service returns later.</summary>
    public bool LeavesNothing { get; init; }

    /// <summary>True if there must be no webhook yet.</summary>
    public bool CreatesWebhook { get; init; }

    public override string ToString() => Name;
}
