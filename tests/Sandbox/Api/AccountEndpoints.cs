using System.Text.Json;
using VocaFuse.Sandbox.Data;

namespace VocaFuse.Sandbox.Api;

internal static class AccountEndpoints
{
    private const int AverageSeconds = 94;
    private const int AverageBytes = 640_000;

    public static void Map(RouteTable routes)
    {
        routes.Add("GET", "/account", Scopes.AccountRead, call => Respond(call, call.Tenant.Account));
        routes.Add("PUT", "/account", Scopes.AccountWrite, Change);
    }

    private static void Change(ApiCall call)
    {
        var body = JsonBody.Parse(call);
        var name = body.Has("name") ? body.RequireString("name") : null;
        var settings = body.GetObject("settings");
        var language = settings?.GetString("default_language");
        var notify = settings?.GetBoolean("notifications_enabled");
        var url = settings?.GetString("webhook_url");
        if (url is not null && !Uri.TryCreate(url, UriKind.Absolute, out _))
        {
            throw ApiException.Invalid("settings.webhook_url", "'settings.webhook_url' must be an absolute URL.");
        }

        lock (call.Tenant.Lock)
        {
            var account = call.Tenant.Account;
            call.Tenant.Account = account with
            {
                Name = name ?? account.Name,
                Settings = new AccountSettings(
                    language ?? account.Settings.DefaultLanguage,
                    settings?.Has("webhook_url") == true ? url : account.Settings.WebhookUrl,
                    notify ?? account.Settings.NotificationsEnabled),
                UpdatedAt = DateTime.UtcNow,
            };
        }

        Respond(call, call.Tenant.Account);
    }

    private static void Respond(ApiCall call, Account account) =>
        call.State.Envelope.Object(call, 200, json => Write(call, json, account));

    private static void Write(ApiCall call, Utf8JsonWriter json, Account account)
    {
        var envelope = call.State.Envelope;
        if (envelope.IsBare)
        {
            json.WriteString("id"u8, "acc_" + call.Tenant.Id[7..]);
        }

        json.WriteString("tenant_id"u8, call.Tenant.Id);
        json.WriteString("name"u8, account.Name);
        json.WriteString("email"u8, account.Email);
        json.WriteString("status"u8, "active"u8);
        json.WriteString("plan"u8, "growth"u8);
        envelope.Time(json, "created_at"u8, account.CreatedAt);
        envelope.Time(json, "updated_at"u8, account.UpdatedAt);
        json.WriteStartObject("usage"u8);
        WriteMonth(envelope, json, "current_month"u8, call.Tenant.Notes.Count);
        WriteMonth(envelope, json, "previous_month"u8, call.Tenant.Notes.Count / 2);
        json.WriteEndObject();
        json.WriteStartObject("settings"u8);
        json.WriteString("default_language"u8, account.Settings.DefaultLanguage);
        json.WriteString("webhook_url"u8, account.Settings.WebhookUrl);
        json.WriteBoolean("notifications_enabled"u8, account.Settings.NotificationsEnabled);
        json.WriteEndObject();
        json.WriteString("uri"u8, "/v1/account"u8);
        json.WriteString("support_tier"u8, "standard"u8);
    }

    /// <summary>Writes the usage of one month. Totals are the count times an average, because adding up a million notes is slow.</summary>
    private static void WriteMonth(ResponseEnvelope envelope, Utf8JsonWriter json, ReadOnlySpan<byte> name, int count)
    {
        json.WriteStartObject(name);
        json.WriteNumber(envelope.IsBare ? "recordings_count"u8 : "voicenotes_count"u8, count);
        json.WriteNumber("total_duration_seconds"u8, (long)count * AverageSeconds);
        json.WriteNumber("storage_used_bytes"u8, (long)count * AverageBytes);
        json.WriteEndObject();
    }
}
