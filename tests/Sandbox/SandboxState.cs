using System.Globalization;
using VocaFuse.Sandbox.Api;
using VocaFuse.Sandbox.Data;
using VocaFuse.Sandbox.Hosting;
using VocaFuse.Sandbox.Uploads;
using VocaFuse.Sandbox.Webhooks;

namespace VocaFuse.Sandbox;

/// <summary>The state of a running sandbox.</summary>
internal sealed class SandboxState : IDisposable
{
    private const int SecondTenantNotes = 7;

    private long _requests;

    public SandboxState(SandboxOptions options, CancellationToken stopping)
    {
        Options = options;
        Envelope = new ResponseEnvelope(options.Envelope);
        Log = new RequestLog(options.KeepLog);
        Tokens = new TokenIssuer(options.Seed);
        Uploads = new UploadRegistry(options.Seed);
        Processing = new ProcessingQueue(options, stopping);
        Deliveries = new DeliveryService(stopping);
        Reset();
    }

    public SandboxOptions Options { get; }
    public ResponseEnvelope Envelope { get; }
    public RequestLog Log { get; }
    public FaultList Faults { get; } = new();
    public RateLimit RateLimit { get; } = new();
    public Gauge ApiGauge { get; } = new();
    public Gauge StorageGauge { get; } = new();
    public TokenIssuer Tokens { get; }
    public UploadRegistry Uploads { get; }
    public ProcessingQueue Processing { get; }
    public DeliveryService Deliveries { get; }

    public ApiKeyStore Keys { get; private set; } = new();
    public Tenant First { get; private set; } = null!;
    public Tenant Second { get; private set; } = null!;
    public ApiKeyRecord FullKey { get; private set; } = null!;
    public ApiKeyRecord ReadOnlyKey { get; private set; } = null!;
    public ApiKeyRecord SecondKey { get; private set; } = null!;
    public IEnumerable<Tenant> Tenants => [First, Second];

    public string NextRequestId() =>
        "req_" + SplitMix64.Mix((ulong)Interlocked.Increment(ref _requests)).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Resets the sandbox to its initial state: the same data and keys, and an empty log.</summary>
    public void Reset()
    {
        var keys = new ApiKeyStore();
        First = new Tenant(Options, "Example Support GmbH", Options.Seed, Options.Notes);
        Second = new Tenant(Options, "Second Tenant Ltd.", Options.Seed + 1, SecondTenantNotes);
        FullKey = keys.AddSeeded(First, "Server key", Scopes.All);
        ReadOnlyKey = keys.AddSeeded(First, "Voice notes, read only", [Scopes.NotesRead]);
        SecondKey = keys.AddSeeded(Second, "Server key", Scopes.All);
        Keys = keys;
        Faults.Clear();
        RateLimit.Set(null, null);
        Uploads.Clear();
        Processing.Clear();
        Deliveries.Clear();
        Deliveries.Subscribe(First);
        Deliveries.Subscribe(Second);
        ApiGauge.Clear();
        StorageGauge.Clear();
        Log.Clear();
    }

    /// <summary>Delivers an event to the webhook of the first tenant, without changing a note.</summary>
    public Task<Delivery> DeliverAsync(DeliveryFormat format, string? noteId, CancellationToken cancel)
    {
        // Events of both families are accepted, because a receiver must support both.
        var known = WebhookEvents.Known(SandboxFamily.Both);
        if (!known.Contains(format.Event))
        {
            throw ApiException.Invalid("event", $"'{format.Event}' is not one of {string.Join(", ", known)}.");
        }

        if (format.Member is not (null or "voicenote" or "recording" or "data"))
        {
            throw ApiException.Invalid("member", $"'{format.Member}' is not one of voicenote, recording, data.");
        }

        var webhook = First.Webhook ?? throw new ApiException(409, "NO_WEBHOOK", "No webhook is registered.");
        var note = WebhookEvents.KindOf(format.Event) is { } kind ? NoteFor(kind, noteId) : null;
        return Deliveries.DeliverAsync(First, webhook, format, note, cancel);
    }

    public void Dispose() => Deliveries.Dispose();

    private StoredNote NoteFor(string kind, string? noteId)
    {
        var status = kind == WebhookEvents.Failed ? NoteStatus.Failed : NoteStatus.Transcribed;
        var note = noteId is null
            ? First.Notes.Newest(status) ?? First.Notes.Find(First.Notes.Add(1, status)[0])
            : First.Notes.Find(noteId);
        return note ?? throw ApiException.NotFound($"No note '{noteId}' here.");
    }
}
