using System.Management.Automation;
using System.Security;

namespace VocaFuse.PowerShell;

/// <summary>Signs a sample event or a kept delivery and posts it to an endpoint, as the service would.</summary>
[Cmdlet(VerbsCommunications.Send, "VFWebhookTest", DefaultParameterSetName = SampleSet, SupportsShouldProcess = true,
    HelpUri = HelpLink.Folder + "Send-VFWebhookTest.md")]
[OutputType(typeof(WebhookTestResult))]
public sealed class SendVFWebhookTestCommand : VFWebhookSecretCmdlet
{
    private const string SampleSet = "Sample";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private WebhookTestSender? sender;

    /// <summary>The address of the endpoint.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Uri")]
    [ValidateWebAddress]
    public Uri? Url { get; set; }

    /// <summary>The event to send.</summary>
    [Parameter(ParameterSetName = SampleSet, Position = 1)]
    [ValidateSet(
        "voicenote.transcribed", "voicenote.completed", "voicenote.failed",
        "recording.transcribed", "recording.completed", "recording.failed")]
    public string Event { get; set; } = "voicenote.transcribed";

    /// <summary>The voice note that the event is about. The default is a note that does not exist.</summary>
    [Parameter(ParameterSetName = SampleSet, ValueFromPipeline = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(VoiceNoteIdCompleter))]
    [ValidateNotNull]
    public VoiceNoteIdentity? VoiceNoteId { get; set; }

    /// <summary>The ID of the delivery. The default is a new ID.</summary>
    [Parameter(ParameterSetName = SampleSet)]
    [ValidatePattern("^[!-~]+$")]
    public string? DeliveryId { get; set; }

    /// <summary>The paths of deliveries that Receive-VFWebhook has kept, wildcards allowed.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The paths of kept deliveries, without wildcards.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Sends a kept delivery with a new ID, so that an endpoint that stores IDs processes the event again.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter NewDeliveryId { get; set; }

    /// <summary>The maximum wait for the response of the endpoint, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 10;

    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecretTransformation]
    public override SecureString? Secret { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => CheckGivenSecret();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ReadSecret();
        sender?.Dispose();
        sender = new WebhookTestSender(Signer, TimeSpan.FromSeconds(TimeoutSec));
        if (ParameterSetName == SampleSet)
        {
            SendSample();
            return;
        }

        var isLiteral = ParameterSetName == LiteralPathSet;
        foreach (var path in isLiteral ? LiteralPath : Path)
        {
            foreach (var file in PathResolver.FindFiles(this, path, isLiteral).Order(StringComparer.Ordinal))
            {
                SendFile(file);
            }
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

    private static bool IsWebhook(object? value) => value is not null
        && PSObject.AsPSObject(value).TypeNames.Any(static name => name.EndsWith(typeof(Webhook).FullName!, StringComparison.Ordinal));

    private void SendSample()
    {
        // A piped webhook is the endpoint and not the voice note of the event.
        string?[] ids = VoiceNoteId is null || IsWebhook(VoiceNoteId.Value) ? [null] : [.. SelectValidIds([VoiceNoteId])];
        if (ids.Length > 0 && ShouldProcess(Url!.OriginalString, $"Send the test event {Event}"))
        {
            Send(sender!.SendAsync(Url, Event, ids[0], DeliveryId, StopToken));
        }
    }

    private void SendFile(string file)
    {
        WebhookDelivery delivery;
        string eventName;
        try
        {
            delivery = WebhookDelivery.Parse(File.ReadAllBytes(file));
            eventName = delivery.ReadEvent().Event;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or VocaFuseFormatException)
        {
            WriteError(FileFailure.NotRead(file, failure, VFErrors.WebhookDeliveryUnreadable));
            return;
        }

        if (ShouldProcess(Url!.OriginalString, $"Send the kept delivery {delivery.DeliveryId ?? "without an ID"} ({eventName})"))
        {
            Send(sender!.SendAsync(Url, delivery, NewDeliveryId, StopToken));
        }
    }

    private void Send(Task<WebhookTestResult> sending)
    {
        try
        {
            WriteObject(WaitFor(sending));
        }
        catch (VocaFuseException failure)
        {
            WriteError(VFErrors.WebhookTestFailed.CreateRecordFrom(failure, Url));
        }
    }
}
