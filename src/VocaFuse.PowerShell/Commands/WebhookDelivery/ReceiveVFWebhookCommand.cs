using System.Diagnostics;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace VocaFuse.PowerShell;

/// <summary>Listens for webhook deliveries and writes each verified event as it arrives.</summary>
[Cmdlet(VerbsCommunications.Receive, "VFWebhook", HelpUri = HelpLink.Folder + "Receive-VFWebhook.md")]
[OutputType(typeof(WebhookEvent))]
public sealed class ReceiveVFWebhookCommand : VFWebhookSecretCmdlet
{
    private WebhookListener? listener;

    /// <summary>The folder for deliveries; null if they are not kept.</summary>
    private WebhookArchive? archive;
    private bool hasWarnedOfEviction;

    /// <summary>The number of dropped responses that were reported.</summary>
    private long droppedResponses;

    /// <summary>The port to listen on.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateRange(1, 65535)]
    public int Port { get; set; }

    /// <summary>The path of the deliveries.</summary>
    [Parameter(Position = 1)]
    [ValidatePattern("^[^?#]+$")]
    public string Path { get; set; } = "/";

    /// <summary>The IP addresses of this machine to listen on. The default is localhost, which only this machine can reach.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ListenAddressCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Address { get; set; } = ["localhost"];

    /// <summary>The host names that requests may use. By default, any.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateHostName]
    public string[] HostName { get; set; } = [];

    /// <summary>The TLS certificate, or its path in a certificate store. Without it, the command serves plain HTTP.</summary>
    [Parameter]
    [CertificateTransformation]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The maximum difference between the time of a delivery and now, in seconds or as a TimeSpan; 0 for any.</summary>
    [Parameter]
    [SecondsTransformation]
    [ValidateSeconds(0, int.MaxValue)]
    public TimeSpan MaximumAge { get; set; } = WebhookSignature.DefaultMaximumAge;

    /// <summary>The maximum size of a body, in bytes.</summary>
    [Parameter]
    [ValidateRange(1, 64 * 1024 * 1024)]
    public int MaximumBodySize { get; set; } = 1024 * 1024;

    /// <summary>The maximum time from the connection to the complete request, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int RequestTimeoutSec { get; set; } = 10;

    /// <summary>The number of events after which the command ends.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaximumCount { get; set; } = int.MaxValue;

    /// <summary>The time after which the command ends, in seconds. Without it, press Ctrl+C.</summary>
    [Parameter]
    [ValidateRange(1, 4_000_000)]
    public int? TimeoutSec { get; set; }

    /// <summary>The time of acknowledgement: when the event is received, or when the pipeline has processed it.</summary>
    [Parameter]
    public VFAcknowledgement AcknowledgeAfter { get; set; }

    /// <summary>The folder in which each verified delivery is kept as a file before it is acknowledged.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ArchivePath { get; set; }

    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecretTransformation]
    public override SecureString? Secret { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => CheckGivenSecret();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        archive = ArchivePath is null ? null : WebhookArchive.Open(this, ArchivePath);
        ReadSecret();
        try
        {
            listener = WebhookListener.Start(new WebhookListenerOptions(Signer, Port)
            {
                Path = Path,
                Addresses = Address,
                HostNames = HostName,
                Certificate = Certificate,
                MaximumAge = MaximumAge,
                MaximumBodySize = MaximumBodySize,
                RequestTimeout = TimeSpan.FromSeconds(RequestTimeoutSec),
            });
            if (Certificate is null && !listener.Endpoints.All(static endpoint => IPAddress.IsLoopback(endpoint.Address)))
            {
                WriteWarning("Other machines can reach this port over plain HTTP. Use -Certificate, or a reverse proxy that serves TLS.");
            }

            WriteHost($"Listening on {string.Join(", ", listener.Endpoints.Select(FormatAddress))}. Press Ctrl+C to stop.");
            Receive(listener);
        }
        catch (VocaFuseListenerException failure)
        {
            ThrowTerminatingError(VFErrors.CreateRecord(failure, Port));
        }
        finally
        {
            // Select-Object -First ends this command here, but the command is disposed only after the whole pipeline.
            listener?.Dispose();
        }

        WriteResponses();
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        _ = listener?.StopAsync();
    }

    private protected override void OnWaiting() => WriteResponses();

    private string FormatAddress(IPEndPoint endpoint) => $"{(Certificate is null ? "http" : "https")}://{endpoint}/{Path.TrimStart('/')}";

    private void Receive(WebhookListener source)
    {
        var startedAt = Stopwatch.GetTimestamp();
        for (var count = 0; count < MaximumCount;)
        {
            var remaining = TimeoutSec is { } seconds
                ? TimeSpan.FromSeconds(seconds) - Stopwatch.GetElapsedTime(startedAt)
                : Timeout.InfiniteTimeSpan;
            if ((TimeoutSec is not null && remaining <= TimeSpan.Zero)
                || WaitFor(source.ReceiveAsync(remaining, StopToken)) is not { } received)
            {
                return;
            }

            WriteResponses();
            count += WriteEvent(received) ? 1 : 0;
        }
    }

    /// <summary>Keeps a delivery, acknowledges its event and writes it to the pipeline.</summary>
    /// <returns>False if the delivery could not be kept, or if it was rejected before because listening has ended.</returns>
    private bool WriteEvent(ReceivedWebhook received)
    {
        if (archive?.Keep(received.Delivery) is { } error)
        {
            received.Refuse();
            WriteError(error);
            return false;
        }

        if (AcknowledgeAfter == VFAcknowledgement.Received && !received.Accept())
        {
            return false;
        }

        // If a downstream command, Ctrl+C or Select-Object -First makes this throw, listening ends, which rejects the event.
        StreamingSource.Write(() => WriteItem(received.Event));
        return received.Accept();
    }

    private void WriteResponses()
    {
        while (listener!.TryReadResponse(out var response))
        {
            var request = response!.Method.Length > 0 ? $"{response.Method} {response.Path}" : "unreadable request";
            var status = response.StatusCode is { } code ? $"{(int)code} {code}" : "no response";
            var delivery = response.Event is null ? "" : $" ({response.Event}, delivery {response.DeliveryId ?? "without an ID"})";
            WriteVerbose($"{request} - {status}: {response.Reason}{delivery}");
        }

        if (listener.DroppedResponses > droppedResponses)
        {
            WriteVerbose($"{listener.DroppedResponses - droppedResponses} older responses are not shown: there were too many at once.");
            droppedResponses = listener.DroppedResponses;
        }

        if (listener.HasEvictedDeliveries && !hasWarnedOfEviction)
        {
            hasWarnedOfEviction = true;
            WriteWarning("There are too many deliveries to keep their IDs. If one of the oldest is repeated, its event is written again.");
        }
    }
}
