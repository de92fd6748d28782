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

    public async Task<ConnectionCheck> CheckCredentialsAsync(CancellationToken cancellationToken)
    {
        var started = client.Clock.GetTimestamp();
        var key = $"The key {client.MaskedApiKey} ({(client.IsTest ? "Test" : "Live")})";
        try
        {
            var account = await client.GetAccountAsync(cancellationToken).ConfigureAwait(false);
            mayReadAccount = true;
            permitted = ("GET /account", client.GetAccountAsync);
            return ConnectionCheck.Passed($"{key} is valid for the account '{account}'.", client.Clock.GetElapsedTime(started));
        }
        catch (VocaFusePermissionException)
        {
            return ConnectionCheck.Passed(
                $"{key} is valid. It is not permitted to read the account.", client.Clock.GetElapsedTime(started));
        }
        catch (VocaFuseException failure)
        {
            return Failed(failure);
        }
    }

    public ConnectionCheck CheckClock()
    {
        if (headers.ClockSkew is not { } skew)
        {
            return ConnectionCheck.Skipped(headers.Headers.Count == 0 ? NoResponse : "No response had a Date header.");
        }

        var size = skew.Duration();
        var direction = skew > TimeSpan.Zero ? "behind" : "ahead of";
        var detail = size < TimeSpan.FromSeconds(2)
            ? "The clock of this machine differs by less than 2 s from that of the service."
            : string.Create(
                CultureInfo.InvariantCulture, $"The clock of this machine is {size.TotalSeconds:0} s {direction} that of the service.");
        const string Recommendation =
            "Synchronize the clock of this machine. Webhook deliveries are rejected from a difference of 5 minutes.";
        return size > MaximumSkew ? ConnectionCheck.Failed(detail, Recommendation)
            : size > NoticeableSkew ? ConnectionCheck.Warning(detail, Recommendation)
            : ConnectionCheck.Passed(detail);
    }

    public Task<ConnectionCheck> CheckVoiceNotesAsync(CancellationToken cancellationToken) =>
        CheckScopeAsync("voice notes", "voicenotes:read", "/voicenotes",
            token => client.CountVoiceNotesAsync(cancellationToken: token), cancellationToken);

    public ConnectionCheck CheckApiNames() => client.ApiNames == ApiNames.Auto
        ? ConnectionCheck.Skipped("No request for voice notes succeeded.")
        : ConnectionCheck.Passed($"The service uses the names of {client.ApiNames.Translate("voicenotes")}.");

    public Task<ConnectionCheck> CheckWebhooksAsync(CancellationToken cancellationToken) =>
        CheckScopeAsync("webhooks", "webhooks:read", "/webhooks",
            token => ReadFirstAsync(client.ListWebhooksAsync(token), token), cancellationToken);

    public ConnectionCheck CheckAccount() => mayReadAccount ? Permitted("the account") : Missing("the account", "account:read");

    public Task<ConnectionCheck> CheckApiKeysAsync(CancellationToken cancellationToken) =>
        CheckScopeAsync("API keys", "account:read", "/account/api-keys",
            token => ReadFirstAsync(client.ListApiKeysAsync(token), token), cancellationToken);

    public async Task<ConnectionCheck> CheckLatencyAsync(CancellationToken cancellationToken)
    {
        if (permitted is not { } request)
        {
            return ConnectionCheck.Skipped("The key may not read anything.");
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
            return Failed(failure);
        }

        times.Sort();
        var median = (times[(LatencyRequests / 2) - 1] + times[LatencyRequests / 2]) / 2;
        var detail = string.Create(CultureInfo.InvariantCulture,
            $"{LatencyRequests} times {request.Text}: median {median.TotalMilliseconds:0} ms, maximum {times[^1].TotalMilliseconds:0} ms.");
        return median > SlowMedian
            ? ConnectionCheck.Warning(detail, "Check the network and the proxy. The service may be slow at the moment.", median)
            : ConnectionCheck.Passed(detail, median);
    }

    public ConnectionCheck CheckRateLimit()
    {
        var found = headers.Headers.Where(static header => IsRateLimit(header.Name)).ToList();
        if (found.Count == 0)
        {
            return ConnectionCheck.Skipped(headers.Headers.Count == 0 ? NoResponse : "The service sent no headers about its rate limit.");
        }

        var detail = string.Join(", ", found.Select(static header => $"{header.Name}: {header.Value}")) + ".";
        return found.Exists(static header =>
            header.Name.EndsWith("Remaining", StringComparison.OrdinalIgnoreCase) && header.Value.Trim() == "0")
            ? ConnectionCheck.Warning(detail, "Wait before you send more requests, or send fewer at the same time.")
            : ConnectionCheck.Passed(detail);
    }

    private static bool IsRateLimit(string header) =>
        header.Contains("RateLimit", StringComparison.OrdinalIgnoreCase)
        || header.Contains("Rate-Limit", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Retry-After", StringComparison.OrdinalIgnoreCase);

    private static ConnectionCheck Permitted(string what, TimeSpan? duration = null) =>
        ConnectionCheck.Passed($"The key may read {what}.", duration);

    private static ConnectionCheck Missing(string what, string scope) =>
        ConnectionCheck.Warning($"The key may not read {what}.", $"If this is needed, use a key with the scope {scope}.");

    private static ConnectionCheck Failed(VocaFuseException failure)
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
        return ConnectionCheck.Failed(failure.Message, recommendation);
    }

    private static async Task ReadFirstAsync<T>(IAsyncEnumerable<T> list, CancellationToken cancellationToken)
    {
        await foreach (var item in list.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            break;
        }
    }

    private async Task<ConnectionCheck> CheckScopeAsync(
        string what, string scope, string path, Func<CancellationToken, Task> sendAsync, CancellationToken cancellationToken)
    {
        var started = client.Clock.GetTimestamp();
        try
        {
            await sendAsync(cancellationToken).ConfigureAwait(false);
            permitted ??= ($"GET {client.ApiNames.Translate(path)}", sendAsync);
            return Permitted(what, client.Clock.GetElapsedTime(started));
        }
        catch (VocaFusePermissionException)
        {
            return Missing(what, client.ApiNames.Translate(scope));
        }
        catch (VocaFuseException failure)
        {
            return Failed(failure);
        }
    }
}
