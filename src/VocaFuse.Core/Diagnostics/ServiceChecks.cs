using System.Globalization;

namespace VocaFuse.Diagnostics;

/// <summary>Checks what the service permits, with requests that read.</summary>
/// <param name="client">The client, observed by <paramref name="headers"/>.</param>
/// <param name="headers">The observer that keeps the headers of the last response.</param>
internal sealed class ServiceChecks(VocaFuseClient client, ResponseHeaderObserver headers)
{
    private const int LatencyRequests = 10;
    private const string NoResponse = "There was no response.";

    /// <summary>The service rejects front-end tokens and deliveries if clocks differ by more than this.</summary>
    private static readonly TimeSpan MaximumSkew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan NoticeableSkew = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SlowMedian = TimeSpan.FromSeconds(1);

    /// <summary>The first request that succeeded, which is repeated to measure the latency, and its description.</summary>
    private (string Text, Func<CancellationToken, Task> SendAsync)? permitted;
    private bool mayReadAccount;

    public async Task<ConnectionCheck> CheckCredentialsAsync(string name, CancellationToken cancellationToken)
    {
        var started = client.Clock.GetTimestamp();
        var environment = client.IsTest ? "Test" : "Live";
        try
        {
            var account = await client.GetAccountAsync(cancellationToken).ConfigureAwait(false);
            mayReadAccount = true;
            permitted = ("GET /account", client.GetAccountAsync);
            return new(name, ConnectionCheckStatus.Passed,
                $"The key {client.MaskedApiKey} ({environment}) is valid for the account '{account}'.",
                duration: client.Clock.GetElapsedTime(started));
        }
        catch (VocaFusePermissionException)
        {
            return new(name, ConnectionCheckStatus.Passed,
                $"The key {client.MaskedApiKey} ({environment}) is valid. It is not permitted to read the account.",
                duration: client.Clock.GetElapsedTime(started));
        }
        catch (VocaFuseException failure)
        {
            return Failed(name, failure);
        }
    }

    public Task<ConnectionCheck> CheckClockAsync(string name, CancellationToken cancellationToken)
    {
        if (headers.ClockSkew is not { } skew)
        {
            return Task.FromResult(new ConnectionCheck(name, ConnectionCheckStatus.Skipped,
                headers.Headers.Count == 0 ? NoResponse : "No response had a Date header."));
        }

        var size = skew.Duration();
        var direction = skew > TimeSpan.Zero ? "behind" : "ahead of";
        var detail = size < TimeSpan.FromSeconds(2)
            ? "The clock of this machine differs by less than 2 s from that of the service."
            : string.Create(
                CultureInfo.InvariantCulture, $"The clock of this machine is {size.TotalSeconds:0} s {direction} that of the service.");
        const string Recommendation =
            "Synchronize the clock of this machine. Webhook deliveries are rejected from a difference of 5 minutes.";
        return Task.FromResult(
            size > MaximumSkew ? new ConnectionCheck(name, ConnectionCheckStatus.Failed, detail, Recommendation)
            : size > NoticeableSkew ? new ConnectionCheck(name, ConnectionCheckStatus.Warning, detail, Recommendation)
            : new ConnectionCheck(name, ConnectionCheckStatus.Passed, detail));
    }

    public Task<ConnectionCheck> CheckVoiceNotesAsync(string name, CancellationToken cancellationToken) =>
        CheckScopeAsync(name, "voice notes", "voicenotes:read", "/voicenotes",
            token => client.CountVoiceNotesAsync(cancellationToken: token), cancellationToken);

    public Task<ConnectionCheck> CheckApiNamesAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(client.ApiNames == ApiNames.Auto
            ? new ConnectionCheck(name, ConnectionCheckStatus.Skipped, "No request for voice notes succeeded.")
            : new ConnectionCheck(name, ConnectionCheckStatus.Passed,
                $"The service uses the names of {client.ApiNames.Translate("voicenotes")}."));

    public Task<ConnectionCheck> CheckWebhooksAsync(string name, CancellationToken cancellationToken) =>
        CheckScopeAsync(name, "webhooks", "webhooks:read", "/webhooks",
            token => ReadFirstAsync(client.ListWebhooksAsync(token), token), cancellationToken);

    public Task<ConnectionCheck> CheckAccountAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(mayReadAccount ? Permitted(name, "the account") : Missing(name, "the account", "account:read"));

    public Task<ConnectionCheck> CheckApiKeysAsync(string name, CancellationToken cancellationToken) =>
        CheckScopeAsync(name, "API keys", "account:read", "/account/api-keys",
            token => ReadFirstAsync(client.ListApiKeysAsync(token), token), cancellationToken);

    public async Task<ConnectionCheck> CheckLatencyAsync(string name, CancellationToken cancellationToken)
    {
        if (permitted is not { } request)
        {
            return new(name, ConnectionCheckStatus.Skipped, "The key may not read anything.");
        }

        var times = new List<TimeSpan>(LatencyRequests);
        try
        {
            while (times.Count < LatencyRequests)
            {
                var started = client.Clock.GetTimestamp();
                await request.SendAsync(cancellationToken).ConfigureAwait(false);
                times.Add(client.Clock.GetElapsedTime(started));
            }
        }
        catch (VocaFuseException failure)
        {
            return Failed(name, failure);
        }

        times.Sort();
        var median = (times[(LatencyRequests / 2) - 1] + times[LatencyRequests / 2]) / 2;
        var detail = string.Create(CultureInfo.InvariantCulture,
            $"{LatencyRequests} times {request.Text}: median {median.TotalMilliseconds:0} ms, maximum {times[^1].TotalMilliseconds:0} ms.");
        return median > SlowMedian
            ? new(name, ConnectionCheckStatus.Warning, detail,
                "Check the network and the proxy. The service may be slow at the moment.", median)
            : new(name, ConnectionCheckStatus.Passed, detail, duration: median);
    }

    public Task<ConnectionCheck> CheckRateLimitAsync(string name, CancellationToken cancellationToken)
    {
        var found = headers.Headers.Where(static header => IsRateLimit(header.Name)).ToList();
        var isUsedUp = found.Any(static header =>
            header.Name.EndsWith("Remaining", StringComparison.OrdinalIgnoreCase) && header.Value.Trim() == "0");
        var detail = headers.Headers.Count == 0 ? NoResponse
            : found.Count == 0 ? "The service sent no headers about its rate limit."
            : string.Join(", ", found.Select(static header => $"{header.Name}: {header.Value}")) + ".";
        return Task.FromResult(new ConnectionCheck(name,
            found.Count == 0 ? ConnectionCheckStatus.Skipped : isUsedUp ? ConnectionCheckStatus.Warning : ConnectionCheckStatus.Passed,
            detail,
            isUsedUp ? "Wait before you send more requests, or send fewer at the same time." : null));
    }

    private static bool IsRateLimit(string header) =>
        header.Contains("RateLimit", StringComparison.OrdinalIgnoreCase)
        || header.Contains("Rate-Limit", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Retry-After", StringComparison.OrdinalIgnoreCase);

    private static ConnectionCheck Permitted(string name, string what, TimeSpan? duration = null) =>
        new(name, ConnectionCheckStatus.Passed, $"The key may read {what}.", duration: duration);

    private static ConnectionCheck Missing(string name, string what, string scope) =>
        new(name, ConnectionCheckStatus.Warning, $"The key may not read {what}.",
            $"If this is needed, use a key with the scope {scope}.");

    private static ConnectionCheck Failed(string name, VocaFuseException failure)
    {
        var recommendation = failure switch
        {
            VocaFuseAuthenticationException =>
                "Check that the key and the secret belong together, are not revoked and belong to this environment.",
            VocaFuseRateLimitException => "Wait before you try again.",
            VocaFuseServiceException => "Try again later. If it persists, report the request ID to the support of the service.",
            VocaFuseTimeoutException => "Check the network and the proxy, or set a longer timeout.",
            VocaFuseResponseException => "A proxy may have responded instead of the service. Check the proxy and the base address.",
            _ => "Check the network, the proxy and the base address.",
        };
        return new(name, ConnectionCheckStatus.Failed, failure.Message, recommendation);
    }

    private static async Task ReadFirstAsync<T>(IAsyncEnumerable<T> list, CancellationToken cancellationToken)
    {
        await foreach (var item in list.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            break;
        }
    }

    private async Task<ConnectionCheck> CheckScopeAsync(
        string name, string what, string scope, string path, Func<CancellationToken, Task> sendAsync, CancellationToken cancellationToken)
    {
        var started = client.Clock.GetTimestamp();
        try
        {
            await sendAsync(cancellationToken).ConfigureAwait(false);
            permitted ??= ($"GET {client.ApiNames.Translate(path)}", sendAsync);
            return Permitted(name, what, client.Clock.GetElapsedTime(started));
        }
        catch (VocaFusePermissionException)
        {
            return Missing(name, what, client.ApiNames.Translate(scope));
        }
        catch (VocaFuseException failure)
        {
            return Failed(name, failure);
        }
    }
}
