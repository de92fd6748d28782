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
            new("Proxy", _ => Task.FromResult(network.CheckProxy())),
            new("NameResolution", network.CheckNameAsync) { IsRequired = true },
            new("TcpConnection", network.CheckTcpAsync) { IsRequired = true },
            new("TlsCertificate", network.CheckTlsAsync) { IsRequired = true },
            new("Credentials", service.CheckCredentialsAsync) { IsRequired = true },
            new("Clock", _ => Task.FromResult(service.CheckClock())) { NeedsOnlyResponse = true },
            new("ReadVoiceNotes", service.CheckVoiceNotesAsync),
            new("ApiNames", _ => Task.FromResult(service.CheckApiNames())),
            new("ReadWebhooks", service.CheckWebhooksAsync),
            new("ReadAccount", _ => Task.FromResult(service.CheckAccount())),
            new("ReadApiKeys", service.CheckApiKeysAsync),
            new("Latency", service.CheckLatencyAsync),
            new("RateLimit", _ => Task.FromResult(service.CheckRateLimit())) { NeedsOnlyResponse = true },
        ];
    }

    /// <summary>Runs the checks in order and returns each result as soon as it is known.</summary>
    /// <remarks>If a check fails on which later ones depend, these are skipped.</remarks>
    public async IAsyncEnumerable<ConnectionCheck> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? failedStep = null;
        foreach (var step in steps)
        {
            var check = failedStep is null || step.NeedsOnlyResponse
                ? await step.Check(cancellationToken).ConfigureAwait(false)
                : ConnectionCheck.Skipped($"The check {failedStep} failed.");
            check.Name = step.Name;
            if (step.IsRequired && check.Status == ConnectionCheckStatus.Failed)
            {
                failedStep = step.Name;
            }

            yield return check;
        }
    }
}
