namespace VocaFuse.Sandbox.Data;

/// <summary>The filters of a list of notes. Both dates are inclusive.</summary>
internal sealed record NoteFilter(string? Status, DateTime? From, DateTime? To)
{
    public bool IsEmpty => Status is null && From is null && To is null;

    public bool Accepts(string status, DateTime createdAt) =>
        (Status is null || status == Status)
        && (From is null || createdAt >= From)
        && (To is null || createdAt <= To);
}
