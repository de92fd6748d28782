using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace VocaFuse.Sandbox.Data;

/// <summary>The API keys of all tenants.</summary>
internal sealed class ApiKeyStore
{
    private readonly ConcurrentDictionary<string, ApiKeyRecord> _byKey = new(StringComparer.Ordinal);

    public ApiKeyRecord Add(ApiKeyRecord record) => _byKey[record.Key] = record;

    public ApiKeyRecord AddSeeded(Tenant tenant, string name, IReadOnlyList<string> scopes) =>
        Add(new ApiKeyRecord(
            tenant,
            "key_" + Derive(tenant, name, "id")[..16],
            name,
            "sk_test_" + Derive(tenant, name, "key")[..32],
            Derive(tenant, name, "secret"),
            scopes));

    public ApiKeyRecord? Authenticate(string? key, string? secret) =>
        key is not null && secret is not null && _byKey.TryGetValue(key, out var record) && record.Secret == secret
            ? record
            : null;

    public IReadOnlyList<ApiKeyRecord> Get(Tenant tenant) =>
        [.. _byKey.Values.Where(k => k.Tenant == tenant).OrderBy(k => k.CreatedAt).ThenBy(k => k.Name, StringComparer.Ordinal)
            .ThenBy(k => k.Id, StringComparer.Ordinal)];

    public ApiKeyRecord? Find(Tenant tenant, string id) =>
        _byKey.Values.FirstOrDefault(k => k.Tenant == tenant && k.Id == id);

    public bool Remove(ApiKeyRecord record) => _byKey.TryRemove(record.Key, out _);

    private static string Derive(Tenant tenant, string name, string what) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant.Seed}/{tenant.Id}/{name}/{what}")));
}
