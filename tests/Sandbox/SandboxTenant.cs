using VocaFuse.Sandbox.Data;

namespace VocaFuse.Sandbox;

/// <summary>The key and the data of a tenant.</summary>
public sealed class SandboxTenant
{
    private readonly Func<ApiKeyRecord> _key;

    internal SandboxTenant(Func<ApiKeyRecord> key) => _key = key;

    public string ApiKey => _key().Key;

    public string ApiSecret => _key().Secret;

    public NoteStore Store => _key().Tenant.Notes;
}
