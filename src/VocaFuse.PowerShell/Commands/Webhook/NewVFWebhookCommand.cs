using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Makes the webhook of the tenant. Its secret is in the result, and nowhere else from then on.</summary>
[Cmdlet(VerbsCommon.New, "VFWebhook", SupportsShouldProcess = true, DefaultParameterSetName = SecretSet, HelpUri = HelpLink.Folder + "New-VFWebhook.md")]
[OutputType(typeof(Webhook))]
public sealed class NewVFWebhookCommand : VFWebhookChangeCmdlet
{
    /// <summary>The address that events are posted to.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateWebAddress]
    public Uri? Url { get; set; }

    /// <summary>The events to be told of: transcriptions that are ready and notes that failed where left out.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(WebhookEventCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Event { get; set; } = ["voicenote.transcribed", "voicenote.failed"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WarnOfUnknown(Event);
        var url = Url!.OriginalString;
        if (ShouldProcess(url, "Create a webhook"))
        {
            WriteResponse(stop => Client.CreateWebhookAsync(url, Event, ChosenSecret, stop), url, "It may have been created all the same: look with Get-VFWebhook before you try again.");
        }
    }
}
