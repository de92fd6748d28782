using System.Security.Cryptography;
using System.Text.Json;
using VocaFuse.Sandbox.Data;

namespace VocaFuse.Sandbox.Api;

internal static class ApiKeyEndpoints
{
    private const int PrefixLength = 12;

    public static void Map(RouteTable routes)
    {
        routes.Add("GET", "/account/api-keys", Scopes.AccountRead, List);
        routes.Add("GET", "/account/api-keys/{}", Scopes.AccountRead, Get);
        routes.Add("POST", "/account/api-keys", Scopes.AccountWrite, Create);
        routes.Add("DELETE", "/account/api-keys/{}", Scopes.AccountWrite, Delete);
    }

    private static void List(ApiCall call)
    {
        var page = new PageRequest(call);
        var all = call.State.Keys.Get(call.Tenant);
        call.State.Envelope.List(
            call, "api_keys", page.Select(all), page, all.Count, (json, key) => Write(call, json, key, isNew: false));
    }

    private static void Get(ApiCall call)
    {
        var key = Find(call);
        call.State.Envelope.Object(call, 200, json => Write(call, json, key, isNew: false));
    }

    private static void Create(ApiCall call)
    {
        var body = JsonBody.Parse(call);
        var key = call.State.Keys.Add(new ApiKeyRecord(
            call.Tenant,
            "key_" + RandomNumberGenerator.GetHexString(16, lowercase: true),
            body.RequireString("name"),
            "sk_test_" + RandomNumberGenerator.GetHexString(32, lowercase: true),
            RandomNumberGenerator.GetHexString(64, lowercase: true),
            ScopesOf(call, body))
        {
            Description = body.GetString("description"),
            CreatedAt = DateTime.UtcNow,
        });
        call.State.Envelope.Object(call, 201, json => Write(call, json, key, isNew: true));
    }

    private static void Delete(ApiCall call)
    {
        call.State.Keys.Remove(Find(call));
        call.NoContent();
    }

    private static ApiKeyRecord Find(ApiCall call) =>
        call.State.Keys.Find(call.Tenant, call.Arguments[0])
            ?? throw ApiException.NotFound($"API key '{call.Arguments[0]}' not found.");

    private static string[] ScopesOf(ApiCall call, JsonBody body) =>
        body.GetChoices("scopes", Scopes.Known(call.State.Options.Family)) is { } scopes
            ? [.. scopes.Select(FamilyNames.VoiceNotes.Translate)]
            : Scopes.All;

    private static void Write(ApiCall call, Utf8JsonWriter json, ApiKeyRecord key, bool isNew)
    {
        var envelope = call.State.Envelope;
        json.WriteString("id"u8, key.Id);
        json.WriteString("tenant_id"u8, key.Tenant.Id);
        json.WriteString("name"u8, key.Name);
        json.WriteString("description"u8, key.Description);
        if (isNew || envelope.IsBare)
        {
            json.WriteString("key_prefix"u8, key.Key[..PrefixLength]);
        }

        // In the data envelope, lists contain the complete keys too.
        if (isNew || !envelope.IsBare)
        {
            json.WriteString("api_key"u8, key.Key);
        }

        if (isNew)
        {
            json.WriteString("api_secret"u8, key.Secret);
        }

        json.WriteStartArray("scopes"u8);
        foreach (var scope in key.Scopes)
        {
            json.WriteStringValue(call.Names.Translate(scope));
        }

        json.WriteEndArray();
        json.WriteString("status"u8, "active"u8);
        envelope.Time(json, "last_used_at"u8, key.LastUsedAt);
        json.WriteNumber("usage_count"u8, key.Uses);
        json.WriteNull("expires_at"u8);
        envelope.Time(json, "created_at"u8, key.CreatedAt);
        envelope.Time(json, "updated_at"u8, key.CreatedAt);
        json.WriteString("uri"u8, $"/v1/account/api-keys/{key.Id}");
        json.WriteNull("rotation_policy"u8);
    }
}
