namespace VocaFuse.Requests;

/// <summary>The body of <c>POST /token</c>.</summary>
internal sealed record TokenBody(string UserId, IReadOnlyList<string> Scopes)
{
    public long? ExpiresIn { get; init; }
}
