using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using VocaFuse.Sandbox.Data;
using VocaFuse.Sandbox.Hosting;

namespace VocaFuse.Sandbox.Webhooks;

/// <summary>Signs deliveries and posts them, one after the other, to receivers on this machine and to no other.</summary>
internal sealed class DeliveryService : IDisposable
{
    private const int Capacity = 1000;

    private readonly Lock _lock = new();
    private readonly Queue<Delivery> _done = [];
    private readonly Channel<(Tenant Tenant, NoteChange Change)> _events =
        Channel.CreateUnbounded<(Tenant, NoteChange)>(new() { SingleReader = true });

    private readonly HttpClient _http =
        new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(5) };

    private readonly CancellationToken _stopping;

    public DeliveryService(CancellationToken stopping)
    {
        _stopping = stopping;
        _ = WorkAsync();
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

    public void Listen(Tenant tenant) => tenant.Notes.Changed += change =>
    {
        if (tenant.Webhook?.Events.Contains(change.Event) == true)
        {
            _events.Writer.TryWrite((tenant, change));
        }
    };

    /// <summary>Delivers one event now, whether or not the webhook asked for it.</summary>
    public async Task<Delivery> DeliverAsync(
        Tenant tenant, Webhook webhook, string name, StoredNote? note, bool legacy, CancellationToken cancel)
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var body = note is null
            ? DeliveryBody.OfAccount(tenant, name, timestamp)
            : DeliveryBody.OfNote(tenant, name, note, timestamp, legacy);
        var id = "del_" + RandomNumberGenerator.GetHexString(16, lowercase: true);
        var delivery = new Delivery
        {
            Id = id,
            Event = legacy ? DeliveryBody.Legacy(name) : name,
            Url = webhook.Url,
            Timestamp = timestamp,
            Signature = Sign(webhook.Secret, $"{timestamp}.{id}.", body),
            Body = Encoding.UTF8.GetString(body),
        };
        delivery = Loopback.IsAt(webhook.Url)
            ? await PostAsync(delivery, body, cancel)
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

    private async Task<Delivery> PostAsync(Delivery delivery, byte[] body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.ParseAdd("VocaFuse-Webhooks/1.0");
        request.Headers.Add("X-VocaFuse-Signature", delivery.Signature);
        request.Headers.Add("X-VocaFuse-Timestamp", delivery.Timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("X-VocaFuse-Delivery-ID", delivery.Id);
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

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var (tenant, change) in _events.Reader.ReadAllAsync(_stopping))
            {
                if (tenant.Webhook is { } webhook)
                {
                    await DeliverAsync(tenant, webhook, change.Event, change.Note, legacy: false, _stopping);
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The sandbox ends; what is still waiting is nobody's any more.
        }
    }
}
