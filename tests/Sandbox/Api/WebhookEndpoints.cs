using System.Security.Cryptography;
using System.Text.Json;
using VocaFuse.Sandbox.Data;
using VocaFuse.Sandbox.Hosting;
using VocaFuse.Sandbox.Webhooks;

namespace VocaFuse.Sandbox.Api;

internal static class WebhookEndpoints
{
    public static void Map(RouteTable routes)
    {
        routes.Add("GET", "/webhooks", Scopes.WebhooksRead, List);
        routes.Add("GET", "/webhooks/{}", Scopes.WebhooksRead, call => Respond(call, 200, Find(call), withSecret: false));
        routes.Add("POST", "/webhooks", Scopes.WebhooksWrite, Create);
        routes.Add("PUT", "/webhooks/{}", Scopes.WebhooksWrite, Replace);
        routes.Add("DELETE", "/webhooks/{}", Scopes.WebhooksWrite, Delete);
    }

    private static void List(ApiCall call)
    {
        var page = new PageRequest(call);
        IReadOnlyList<Webhook> all = call.Tenant.Webhook is { } webhook ? [webhook] : [];
        call.State.Envelope.List(
            call, "webhooks", page.Select(all), page, all.Count, (json, item) => Write(call.State.Envelope, json, item, withSecret: false));
    }

    private static void Create(ApiCall call)
    {
        var (url, events, secret) = Read(call);
        var now = DateTime.UtcNow;
        var webhook = new Webhook(
            "wh_" + RandomNumberGenerator.GetHexString(16, lowercase: true),
            url,
            events,
            secret ?? "whsec_" + RandomNumberGenerator.GetHexString(32, lowercase: true),
            now,
            now);
        lock (call.Tenant.Lock)
        {
            if (call.Tenant.Webhook is not null)
            {
                throw new ApiException(
                    409, "WEBHOOK_ALREADY_EXISTS", "A webhook is configured already; change or delete it.", "ConflictError");
            }

            call.Tenant.Webhook = webhook;
        }

        Respond(call, 201, webhook, withSecret: true, "WEBHOOK_CONFIGURED");
    }

    private static void Replace(ApiCall call)
    {
        Webhook webhook;
        bool changed;
        lock (call.Tenant.Lock)
        {
            var before = Find(call);
            var (url, events, secret) = Read(call);
            changed = secret is not null && secret != before.Secret;
            webhook = before with { Url = url, Events = events, Secret = secret ?? before.Secret, UpdatedAt = DateTime.UtcNow };
            call.Tenant.Webhook = webhook;
        }

        Respond(call, 200, webhook, withSecret: changed);
    }

    private static void Delete(ApiCall call)
    {
        lock (call.Tenant.Lock)
        {
            Find(call);
            call.Tenant.Webhook = null;
        }

        call.NoContent();
    }

    private static Webhook Find(ApiCall call) =>
        call.Tenant.Webhook is { } webhook && webhook.Id == call.Arguments[0]
            ? webhook
            : throw ApiException.NotFound($"Webhook '{call.Arguments[0]}' not found.");

    private static (Uri Url, IReadOnlyList<string> Events, string? Secret) Read(ApiCall call)
    {
        var body = JsonBody.Parse(call);
        var text = body.RequireString("url");
        var events = body.GetChoices("events", WebhookEvents.Known(call.State.Options.Family)) ?? throw ApiException.Missing("events");
        var secret = body.Has("secret") && body.GetString("secret") is not null ? body.RequireString("secret") : null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)
            || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && Loopback.IsLoopback(url))))
        {
            throw ApiException.Invalid("url", "'url' must be an absolute https URL.");
        }

        return (url, events, secret);
    }

    private static void Respond(ApiCall call, int status, Webhook webhook, bool withSecret, string? code = null) =>
        call.State.Envelope.Object(call, status, json => Write(call.State.Envelope, json, webhook, withSecret), code);

    private static void Write(ResponseEnvelope envelope, Utf8JsonWriter json, Webhook webhook, bool withSecret)
    {
        json.WriteString("id"u8, webhook.Id);
        json.WriteString("url"u8, webhook.Url.OriginalString);
        json.WriteStartArray("events"u8);
        foreach (var name in webhook.Events)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        if (withSecret)
        {
            json.WriteString("secret"u8, webhook.Secret);
        }

        if (envelope.IsBare)
        {
            json.WriteString("status"u8, "active"u8);
        }
        else
        {
            json.WriteBoolean("active"u8, true);
        }

        envelope.Time(json, "created_at"u8, webhook.CreatedAt);
        envelope.Time(json, "updated_at"u8, webhook.UpdatedAt);
        json.WriteString("uri"u8, $"/v1/webhooks/{webhook.Id}");
        json.WriteString("api_version"u8, "2025-09-01"u8);
    }
}
