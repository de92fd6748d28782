using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Signs a sample event and posts it to an endpoint, as the service would.</summary>
[Cmdlet(VerbsCommunications.Send, "VFWebhookTest", SupportsShouldProcess = true, HelpUri = HelpLink.Folder + "Send-VFWebhookTest.md")]
[OutputType(typeof(WebhookTestResult))]
public sealed class SendVFWebhookTestCommand : VFWebhookSecretCmdlet
{
    private WebhookTestSender? sender;

    /// <summary>The address of the endpoint.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Uri")]
    [ValidateWebAddress]
    public Uri? Url { get; set; }

    /// <summary>The event to send.</summary>
    [Parameter(Position = 1)]
    [ValidateSet(
        "voicenote.transcribed", "voicenote.completed", "voicenote.failed",
        "recording.transcribed", "recording.completed", "recording.failed")]
    public string Event { get; set; } = "voicenote.transcribed";

    /// <summary>The voice note that the event is about. The default is a note that does not exist.</summary>
    [Parameter(ValueFromPipeline = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(VoiceNoteIdCompleter))]
    [ValidateNotNull]
    public VoiceNoteIdentity? VoiceNoteId { get; set; }

    /// <summary>The ID of the delivery. The default is a new ID.</summary>
    [Parameter]
    [ValidatePattern("^[!-~]+$")]
    public string? DeliveryId { get; set; }

    /// <summary>The maximum wait for the response of the endpoint, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 10;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        sender = new WebhookTestSender(Signer, TimeSpan.FromSeconds(TimeoutSec));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string?[] ids = VoiceNoteId is null ? [null] : [.. ValidIds([VoiceNoteId])];
        if (ids.Length == 0 || !ShouldProcess(Url!.OriginalString, $"Send the test event {Event}"))
        {
            return;
        }

        try
        {
            WriteObject(Wait(sender!.SendAsync(Url, Event, ids[0], DeliveryId, StopToken)));
        }
        catch (VocaFuseException failure)
        {
            WriteError(VFErrors.WebhookTestFailed.RecordOf(failure, Url));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            sender?.Dispose();
        }

        base.Dispose(disposing);
    }
}
