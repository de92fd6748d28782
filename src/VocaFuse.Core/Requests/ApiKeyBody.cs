namespace VocaFuse.Requests;

/// <summary>The body of <c>POST /account/api-keys</c>.</summary>
internal sealed record ApiKeyBody(string Name)
{
    public string? Description { get; init; }
}
