using System.Buffers;
using VocaFuse.Sandbox.Api;
using VocaFuse.Sandbox.Control;
using VocaFuse.Sandbox.Faults;
using VocaFuse.Sandbox.Uploads;

namespace VocaFuse.Sandbox.Hosting;

/// <summary>Processes every request in this order: log, rate limit, fault, latency, route, response.</summary>
internal sealed class RequestPipeline
{
    private const int MaxBody = 1024 * 1024;

    private readonly SandboxState _state;
    private readonly CancellationToken _stopping;
    private readonly RouteTable _api = new();
    private readonly RouteTable _storage = new();
    private readonly RouteTable _control = new();

    public RequestPipeline(SandboxState state, CancellationToken stopping)
    {
        _state = state;
        _stopping = stopping;
        VoiceNoteEndpoints.Map(_api, state.Options.Family);
        WebhookEndpoints.Map(_api);
        AccountEndpoints.Map(_api);
        ApiKeyEndpoints.Map(_api);
        TokenEndpoints.Map(_api);
        UploadEndpoints.Map(_api);
        StorageEndpoints.Map(_storage);
        FaultEndpoints.Map(_control);
        DataEndpoints.Map(_control);
        DeliveryEndpoints.Map(_control);
    }

    public async Task RunAsync(HttpContext http)
    {
        using var aborted = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _stopping);
        http.RequestAborted = aborted.Token;
        using var call = new ApiCall(http, _state);
        try
        {
            if (IsUnder(call.RawPath, "/_sandbox"))
            {
                await ReadBodyAsync(call);
                await RouteAsync(call, _control);
                await ResponseSender.SendAsync(call);
            }
            else
            {
                await ServeAsync(call, IsUnder(call.RawPath, "/storage"));
            }
        }
        catch (Exception e) when (aborted.IsCancellationRequested || e is IOException)
        {
            http.Abort();
        }
        catch (Exception e)
        {
            // A bug in the sandbox must not look like a failure of the service.
            await Console.Error.WriteLineAsync($"sandbox: {call.Method} {call.RawPath}: {e}");
            throw;
        }
    }

    private async ValueTask ServeAsync(ApiCall call, bool isStorage)
    {
        using var lease = (isStorage ? _state.StorageGauge : _state.ApiGauge).Acquire();
        var entry = _state.Log.Add(call);
        if (!isStorage)
        {
            await ReadBodyAsync(call);
            if (entry is not null)
            {
                entry.BodyLength = call.Body.Length;
                entry.Body = RequestLog.Truncate(call.Body);
            }

            if (!_state.RateLimit.TryAcquire(call.Response))
            {
                ApiException.ForStatus(429).WriteTo(call);
                ResponseFaultInjector.SetRetryAfter(call.Response, _state.RateLimit.RetryAfter ?? "1");
                await SendResponseAsync(call, entry, lease, fault: null);
                return;
            }
        }

        var fault = _state.Faults.Take(call.Method, call.Path);
        if (entry is not null)
        {
            entry.Fault = fault?.Kind;
        }

        await DelayAsync(fault is { ApplyFirst: false } ? fault : null, call.Aborted);
        if (fault?.NeedsResponse != false)
        {
            await Task.Delay(isStorage ? 0 : _state.Options.LatencyMs, call.Aborted);
            if (Cors.IsPreflight(call))
            {
                Cors.RespondToPreflight(call);
            }
            else
            {
                await RouteAsync(call, isStorage ? _storage : _api);
            }
        }
        else if (isStorage && fault.Kind is not (FaultKind.Reset or FaultKind.Hang))
        {
            await ThrottledReader.DrainAsync(call);
        }

        await DelayAsync(fault is { ApplyFirst: true } ? fault : null, call.Aborted);
        await SendResponseAsync(call, entry, lease, fault);
    }

    private static async ValueTask SendResponseAsync(ApiCall call, LoggedRequest? entry, Gauge.Lease lease, Fault? fault)
    {
        if (entry is not null && call.Http.Request.ContentLength is { } length && entry.BodyLength == 0)
        {
            entry.BodyLength = length;
        }

        if (fault is not null)
        {
            ResponseFaultInjector.Apply(call, fault);
        }

        if (fault is { Kind: FaultKind.Hang })
        {
            await ConnectionFaultInjector.SendAsync(call, fault, call.Aborted);
        }

        if (entry is not null && fault is not { Kind: FaultKind.Reset })
        {
            entry.Status = call.Response.Status;
        }

        Cors.AllowOrigin(call);
        lease.Dispose();
        await (fault is null ? ResponseSender.SendAsync(call) : ConnectionFaultInjector.SendAsync(call, fault, call.Aborted));
    }

    private static async ValueTask RouteAsync(ApiCall call, RouteTable routes)
    {
        try
        {
            var route = routes.Find(call);
            await Authentication.CheckAsync(call, route);
            await route.Handle(call);
        }
        catch (ApiException e)
        {
            e.WriteTo(call);
        }
    }

    private static async ValueTask DelayAsync(Fault? fault, CancellationToken aborted)
    {
        if (fault is { DelayMs: > 0, Kind: not FaultKind.Drip })
        {
            await Task.Delay(fault.DelayMs, aborted);
        }
    }

    private static async ValueTask ReadBodyAsync(ApiCall call)
    {
        if (call.Http.Request.ContentLength is 0 || !call.Http.Request.HasBody())
        {
            return;
        }

        var reader = call.Http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(call.Aborted);
            if (read.IsCompleted || read.Buffer.Length > MaxBody)
            {
                call.Body = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, MaxBody)).ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static bool IsUnder(string path, string root) =>
        path == root || path.StartsWith(root + "/", StringComparison.Ordinal);
}
