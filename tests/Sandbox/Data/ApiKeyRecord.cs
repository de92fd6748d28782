namespace VocaFuse.Sandbox.Data;

/// <summary>A key of a tenant, with its scopes.</summary>
internal sealed class ApiKeyRecord(Tenant tenant, string id, string name, string key, string secret, IReadOnlyList<string> scopes)
{
    private long _uses;

    public Tenant Tenant => tenant;
    public string Id => id;
    public string Name => name;
    public string Key => key;
    public string Secret => secret;
    public IReadOnlyList<string> Scopes => scopes;
    public string? Description { get; init; }
    public DateTime CreatedAt { get; init; } = NoteGenerator.Newest.AddDays(-400);
    public DateTime? LastUsedAt { get; private set; }
    public long Uses => Interlocked.Read(ref _uses);

    public void Used()
    {
        Interlocked.Increment(ref _uses);
        LastUsedAt = DateTime.UtcNow;
    }
}
