using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using VocaFuse.Sandbox.Hosting;
using VocaFuse.Sandbox.Webhooks;

namespace VocaFuse.Sandbox;

/// <summary>A VocaFuse service on loopback. It runs until it is disposed.</summary>
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

    /// <summary>Gets scheme, host and port.</summary>
    public Uri Origin { get; }

    /// <summary>Gets the address of the API, with <c>/v1</c>. The API is also available without it.</summary>
    public Uri BaseAddress => new(Origin, "/v1");

    public Uri ControlAddress => new(Origin, "/_sandbox");

    /// <summary>Gets a key with all scopes.</summary>
    public string ApiKey => _state.FullKey.Key;

    public string ApiSecret => _state.FullKey.Secret;

    /// <summary>Gets a key that may only read voice notes.</summary>
    public string ReadOnlyApiKey => _state.ReadOnlyKey.Key;

    public string ReadOnlyApiSecret => _state.ReadOnlyKey.Secret;

    /// <summary>Gets a second tenant with its own keys and notes.</summary>
    public SandboxTenant SecondTenant { get; }

    /// <summary>Gets the voice notes of the first tenant.</summary>
    public NoteStore Store => _state.First.Notes;

    public FaultList Faults => _state.Faults;

    public SandboxLog Log { get; }

    /// <summary>Gets the maximum number of concurrent API requests so far.</summary>
    public int MaxConcurrentRequests => _state.ApiGauge.Max;

    /// <summary>Gets the webhook deliveries so far, oldest first.</summary>
    public IReadOnlyList<Delivery> Deliveries => _state.Deliveries.Snapshot();

    public static async Task<SandboxHost> StartAsync(SandboxOptions? options = null)
    {
        var stopping = new CancellationTokenSource();
        var state = new SandboxState(options ?? new SandboxOptions(), stopping.Token);
        var app = WebServer.Build(state, stopping.Token);
        await app.StartAsync();
        return new SandboxHost(app, state, stopping);
    }

    /// <summary>Resets data, keys, log and faults to their initial state.</summary>
    public void Reset() => _state.Reset();

    /// <summary>Sets the number of API requests per second above which the response is 429; null removes the limit.</summary>
    public void SetRateLimit(int? perSecond, string? retryAfter = null) => _state.RateLimit.Set(perSecond, retryAfter);

    /// <summary>Gets the uploaded content of a note; null if nothing was uploaded.</summary>
    public StoredContent? ContentOf(string noteId) => _state.Uploads.OfNote(noteId)?.Content;

    /// <summary>Delivers an event to the registered webhook, and returns the delivery with its response.</summary>
    public Task<Delivery> DeliverAsync(
        string eventName, string? noteId = null, string? member = null, SandboxSignature signature = SandboxSignature.Delivery) =>
        _state.DeliverAsync(new DeliveryFormat(eventName, member, signature), noteId, _stopping.Token);

    public async ValueTask DisposeAsync()
    {
        // End stalled and slow requests, so that the server does not wait for them.
        await _stopping.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _state.Dispose();
        _stopping.Dispose();
    }
}
