using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using VocaFuse.Sandbox.Hosting;
using VocaFuse.Sandbox.Webhooks;

namespace VocaFuse.Sandbox;

/// <summary>A VocaFuse service on loopback, for as long as it is not disposed.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping;
    private readonly WebApplication _app;
    private readonly SandboxState _state;

    private SandboxHost(WebApplication app, SandboxState state, CancellationTokenSource stopping)
    {
        _app = app;
        _state = state;
        _stopping = stopping;
        Origin = new Uri(
            app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
        SecondTenant = new SandboxTenant(() => state.SecondKey);
        Log = new SandboxLog(state.Log);
    }

    /// <summary>Scheme, host and port.</summary>
    public Uri Origin { get; }

    /// <summary>The API, with <c>/v1</c>; it answers without it as well.</summary>
    public Uri BaseAddress => new(Origin, "/v1");

    public Uri ControlAddress => new(Origin, "/_sandbox");

    /// <summary>A key that may do everything.</summary>
    public string ApiKey => _state.FullKey.Key;

    public string ApiSecret => _state.FullKey.Secret;

    /// <summary>A key that may read voice notes and nothing else.</summary>
    public string ReadOnlyApiKey => _state.ReadOnlyKey.Key;

    public string ReadOnlyApiSecret => _state.ReadOnlyKey.Secret;

    /// <summary>A tenant with keys and notes of its own.</summary>
    public SandboxTenant SecondTenant { get; }

    /// <summary>The first tenant's voice notes.</summary>
    public NoteStore Store => _state.First.Notes;

    public FaultList Faults => _state.Faults;

    public SandboxLog Log { get; }

    /// <summary>The most API requests that were in flight at once.</summary>
    public int MaxConcurrentRequests => _state.ApiGauge.Max;

    /// <summary>Webhook deliveries so far, oldest first.</summary>
    public IReadOnlyList<Delivery> Deliveries => _state.Deliveries.Snapshot();

    public static async Task<SandboxHost> StartAsync(SandboxOptions? options = null)
    {
        var stopping = new CancellationTokenSource();
        var state = new SandboxState(options ?? new SandboxOptions(), stopping.Token);
        var app = WebServer.Build(state, stopping.Token);
        await app.StartAsync();
        return new SandboxHost(app, state, stopping);
    }

    /// <summary>Data, keys, log and faults as they were at the start.</summary>
    public void Reset() => _state.Reset();

    /// <summary>Answers 429 above so many API requests a second; null ends it.</summary>
    public void SetRateLimit(int? perSecond, string? retryAfter = null) => _state.RateLimit.Set(perSecond, retryAfter);

    /// <summary>What storage got for a note, or null where nothing was uploaded for it.</summary>
    public StoredContent? ContentOf(string noteId) => _state.Uploads.OfNote(noteId)?.Content;

    /// <summary>Tells the registered webhook of an event and gives what the receiver answered.</summary>
    public Task<Delivery> DeliverAsync(
        string eventName, string? noteId = null, string? member = null, SandboxSignature signature = SandboxSignature.Delivery) =>
        _state.DeliverAsync(new DeliveryForm(eventName, member, signature), noteId, _stopping.Token);

    public async ValueTask DisposeAsync()
    {
        // Ends hung and slow requests at once, so that the server has nothing left to wait for.
        await _stopping.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _state.Dispose();
        _stopping.Dispose();
    }
}
