using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using VocaFuse.Sandbox.Data;
using VocaFuse.Sandbox.Hosting;

namespace VocaFuse.Sandbox.Webhooks;

/// <summary>Signs deliveries and sends them one after the other, to loopback addresses only.</summary>
internal sealed class DeliveryService : IDisposable
{
    private const int Capacity = 1000;

    private readonly Lock _lock = new();
    private readonly Queue<Delivery> _done = [];
    private readonly Channel<(Tenant Tenant, string Event, StoredNote Note)> _events =
        Channel.CreateUnbounded<(Tenant, string, StoredNote)>(new() { SingleReader = true });

    private readonly HttpClient _http =
        new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };

    private readonly CancellationToken _stopping;

    public DeliveryService(CancellationToken stopping)
    {
        _stopping = stopping;
        _ = DeliverQueuedAsync();
    }

    public IReadOnlyList<Delivery> Snapshot()
    {
        lock (_lock)
        {
            return [.. _done];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _done.Clear();
        }
    }

    /// <summary>Delivers the changes of a tenant's notes, once for each event name that its webhook is registered for.</summary>
    public void Subscribe(Tenant tenant) => tenant.Notes.Changed += change =>
    {
        foreach (var name in tenant.Webhook?.Events.Where(name => WebhookEvents.KindOf(name) == change.Kind) ?? [])
        {
            _events.Writer.TryWrite((tenant, name, change.Note));
        }
    };

    /// <summary>Delivers one event now, whether or not the webhook is registered for it.</summary>
    public async Task<Delivery> DeliverAsync(
        Tenant tenant, Webhook webhook, DeliveryFormat format, StoredNote? note, CancellationToken cancel)
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var body = note is null
            ? DeliveryBody.OfAccount(tenant, format.Event, timestamp)
            : DeliveryBody.OfNote(tenant, format.Event, format.Member ?? format.Event.Split('.')[0], note, timestamp);
        var id = "del_" + RandomNumberGenerator.GetHexString(16, lowercase: true);
        var prefix = format.Signature switch
        {
            SandboxSignature.Body => "",
            SandboxSignature.Timestamp => $"{timestamp}.",
            _ => $"{timestamp}.{id}.",
        };
        var delivery = new Delivery
        {
            Id = id,
            Event = format.Event,
            Url = webhook.Url,
            Timestamp = timestamp,
            Signature = Sign(webhook.Secret, prefix, body),
            Body = Encoding.UTF8.GetString(body),
        };
        delivery = Loopback.IsLoopback(webhook.Url)
            ? await PostAsync(delivery, format.Signature, body, cancel)
            : delivery with { Error = "not delivered: not loopback" };
        lock (_lock)
        {
            _done.Enqueue(delivery);
            if (_done.Count > Capacity)
            {
                _done.Dequeue();
            }
        }

        return delivery;
    }

    public void Dispose() => _http.Dispose();

    private static string Sign(string secret, string prefix, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(prefix), .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }

    private async Task<Delivery> PostAsync(
        Delivery delivery, SandboxSignature signed, byte[] body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.ParseAdd("VocaFuse-Webhooks/1.0");
        request.Headers.Add("X-VocaFuse-Signature", delivery.Signature);
        if (signed != SandboxSignature.Body)
        {
            request.Headers.Add("X-VocaFuse-Timestamp", delivery.Timestamp.ToString(CultureInfo.InvariantCulture));
        }

        if (signed == SandboxSignature.Delivery)
        {
            request.Headers.Add("X-VocaFuse-Delivery-ID", delivery.Id);
        }

        try
        {
            using var response = await _http.SendAsync(request, cancel);
            return delivery with
            {
                Delivered = response.IsSuccessStatusCode,
                Status = (int)response.StatusCode,
                Response = await response.Content.ReadAsStringAsync(cancel),
            };
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return delivery with { Error = "not delivered: " + e.Message };
        }
    }

    private async Task DeliverQueuedAsync()
    {
        try
        {
            await foreach (var (tenant, name, note) in _events.Reader.ReadAllAsync(_stopping))
            {
                if (tenant.Webhook is { } webhook)
                {
                    await DeliverAsync(tenant, webhook, new DeliveryFormat(name), note, _stopping);
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The sandbox ends. Queued deliveries are dropped.
        }
    }
}
