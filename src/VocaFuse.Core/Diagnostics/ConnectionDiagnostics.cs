using System.Runtime.CompilerServices;
using VocaFuse.Diagnostics;

namespace VocaFuse;

/// <summary>Checks a connection step by step, from the network to the permissions of the key. It only sends requests that read.</summary>
public sealed class ConnectionDiagnostics
{
    private readonly IReadOnlyList<DiagnosticStep> steps;

    /// <summary>Initializes the diagnostics of a client.</summary>
    public ConnectionDiagnostics(VocaFuseClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        var headers = new ResponseHeaderObserver(client.Observer, client.Clock);
        var network = new NetworkChecks(client.BaseAddress, client.Proxy, client.Timeout, client.Clock);
        var service = new ServiceChecks(client.ObservedBy(headers), headers);
        steps =
        [
            new("Proxy", network.CheckProxyAsync),
            new("NameResolution", network.CheckNameAsync) { IsRequired = true },
            new("TcpConnection", network.CheckTcpAsync) { IsRequired = true },
            new("TlsCertificate", network.CheckTlsAsync) { IsRequired = true },
            new("Credentials", service.CheckCredentialsAsync) { IsRequired = true },
            new("Clock", service.CheckClockAsync) { NeedsOnlyResponse = true },
            new("ReadVoiceNotes", service.CheckVoiceNotesAsync),
            new("ApiNames", service.CheckApiNamesAsync),
            new("ReadWebhooks", service.CheckWebhooksAsync),
            new("ReadAccount", service.CheckAccountAsync),
            new("ReadApiKeys", service.CheckApiKeysAsync),
            new("Latency", service.CheckLatencyAsync),
            new("RateLimit", service.CheckRateLimitAsync) { NeedsOnlyResponse = true },
        ];
    }

    /// <summary>Makes the checks in order and returns each result as soon as it is known.</summary>
    /// <remarks>If a check fails on which later ones depend, these are skipped.</remarks>
    public async IAsyncEnumerable<ConnectionCheck> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? failedStep = null;
        foreach (var step in steps)
        {
            var check = failedStep is null || step.NeedsOnlyResponse
                ? await step.Check(step.Name, cancellationToken).ConfigureAwait(false)
                : new ConnectionCheck(step.Name, ConnectionCheckStatus.Skipped, $"The check {failedStep} failed.");
            if (step.IsRequired && check.Status == ConnectionCheckStatus.Failed)
            {
                failedStep = step.Name;
            }

            yield return check;
        }
    }
}
