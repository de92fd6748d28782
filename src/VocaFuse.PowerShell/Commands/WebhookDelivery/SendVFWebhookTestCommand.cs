using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Signs a realistic event and posts it to an endpoint, as the service would.</summary>
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

    /// <summary>The event; those of recording are the old names of the same.</summary>
    [Parameter(Position = 1)]
    [ValidateSet("voicenote.transcribed", "voicenote.failed", "recording.transcribed", "recording.failed")]
    public string Event { get; set; } = "voicenote.transcribed";

    /// <summary>The voice note that the event is about, for endpoints that look it up. One that does not exist where left out.</summary>
    [Parameter(ValueFromPipeline = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(VoiceNoteIdCompleter))]
    [ValidateNotNull]
    public VoiceNoteIdentity? VoiceNoteId { get; set; }

    /// <summary>The id of the delivery, to send the same one twice. A new one where left out.</summary>
    [Parameter]
    [ValidatePattern("^[!-~]+$")]
    public string? DeliveryId { get; set; }

    /// <summary>How long the endpoint may take, in seconds.</summary>
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
