using System.Diagnostics;
using System.Management.Automation;
using System.Net;

namespace VocaFuse.PowerShell;

/// <summary>Listens for webhook deliveries and writes each verified event as it arrives.</summary>
[Cmdlet(VerbsCommunications.Receive, "VFWebhook", HelpUri = HelpLink.Folder + "Receive-VFWebhook.md")]
[OutputType(typeof(WebhookEvent))]
public sealed class ReceiveVFWebhookCommand : VFWebhookSecretCmdlet
{
    private const string Everywhere = "+";

    private WebhookListener? listener;

    /// <summary>The port to listen on.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateRange(1, 65535)]
    public int Port { get; set; }

    /// <summary>The path that deliveries go to.</summary>
    [Parameter(Position = 1)]
    [ValidatePattern("^[^?#]+$")]
    public string Path { get; set; } = "/";

    /// <summary>The addresses and host names to listen on. This machine alone where left out; + for all of its addresses.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Address { get; set; } = ["127.0.0.1", "localhost"];

    /// <summary>How far the time of a delivery may lie from now, in the past or in the future, as a TimeSpan or in seconds; 0 for any distance.</summary>
    [Parameter]
    [SecondsTransformation]
    [ValidateSeconds(0, int.MaxValue)]
    public TimeSpan MaximumAge { get; set; } = WebhookSignature.DefaultMaximumAge;

    /// <summary>The largest body that is taken, in bytes.</summary>
    [Parameter]
    [ValidateRange(1, 64 * 1024 * 1024)]
    public int MaximumBodySize { get; set; } = 1024 * 1024;

    /// <summary>Ends after this number of events.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaximumCount { get; set; } = int.MaxValue;

    /// <summary>Ends after this time, in seconds. Without it, Ctrl+C does.</summary>
    [Parameter]
    [ValidateRange(1, 4_000_000)]
    public int? TimeoutSec { get; set; }

    /// <summary>When a sender is answered that its delivery has arrived: when the event is handed to the pipeline, or when the pipeline is through with it.</summary>
    [Parameter]
    public VFAcknowledgement AcknowledgeAfter { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            listener = WebhookListener.Start(new WebhookListenerOptions(Signer, Port)
            {
                Path = Path,
                Addresses = [.. Address.Select(static address => address is "0.0.0.0" or "::" or "*" ? Everywhere : address)],
                MaximumAge = MaximumAge,
                MaximumBodySize = MaximumBodySize,
            });
            if (!Address.All(IsLoopback))
            {
                WriteWarning("Listening beyond this machine, and over plain HTTP: put a server that speaks TLS in front.");
            }

            WriteVerbose($"Listening on port {Port} of {string.Join(", ", Address)}.");
            Receive();
        }
        catch (VocaFuseListenerException failure)
        {
            ThrowTerminatingError(VFErrors.Of(failure).RecordOf(failure, Port));
        }
        finally
        {
            // Here already: Select-Object -First ends the command, but disposes it only when the pipeline is through.
            listener?.Dispose();
        }

        WriteAnswers();
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        _ = listener?.StopAsync();
    }

    private protected override void OnWaiting() => WriteAnswers();

    private static bool IsLoopback(string address) =>
        address.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(address, out var number) && IPAddress.IsLoopback(number));

    private void Receive()
    {
        var started = Stopwatch.GetTimestamp();
        for (var count = 0; count < MaximumCount;)
        {
            var rest = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) - Stopwatch.GetElapsedTime(started) : Timeout.InfiniteTimeSpan;
            if (TimeoutSec is not null && rest <= TimeSpan.Zero)
            {
                return;
            }

            if (Wait(listener!.ReceiveAsync(rest, StopToken)) is not { } received)
            {
                return;
            }

            WriteAnswers();
            if (HandOn(received))
            {
                count++;
            }
        }
    }

    /// <returns>False where the delivery was refused meanwhile, because listening ends.</returns>
    private bool HandOn(ReceivedWebhook received)
    {
        if (AcknowledgeAfter == VFAcknowledgement.Handover && !received.Accept())
        {
            return false;
        }

        // Where this does not return, because of a failure behind this command, Ctrl+C or Select-Object -First, listening
        // ends, and with it is refused what was not accepted.
        StreamingSource.Write(() => WriteItem(received.Event));
        return received.Accept();
    }

    private void WriteAnswers()
    {
        while (listener!.TryReadResponse(out var answer))
        {
            var what = answer!.Event is null ? "" : $" ({answer.Event}, delivery {answer.DeliveryId ?? "without an id"})";
            WriteVerbose($"{answer.Method} {answer.Path} - {(int)answer.StatusCode} {answer.StatusCode}: {answer.Reason}{what}");
        }
    }
}
