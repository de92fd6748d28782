using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Creates the webhook of the account. Only the result of this command contains its secret.</summary>
[Cmdlet(VerbsCommon.New, "VFWebhook", SupportsShouldProcess = true, DefaultParameterSetName = SecretSet,
    HelpUri = HelpLink.Folder + "New-VFWebhook.md")]
[OutputType(typeof(Webhook))]
public sealed class NewVFWebhookCommand : VFWebhookChangeCmdlet
{
    /// <summary>The address that events are posted to.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateWebAddress]
    public Uri? Url { get; set; }

    /// <summary>The events to subscribe to. The default is transcribed and failed.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(WebhookEventCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Event { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WarnOfUnknown(Event ?? []);
        var url = Url!.OriginalString;
        if (ShouldProcess(url, "Create a webhook"))
        {
            var isCreated = WriteResponse(
                cancellationToken => Client.CreateWebhookAsync(url, Event, ChosenSecret, cancellationToken), url,
                "The webhook may have been created. Check with Get-VFWebhook before you try again.");
            WriteSecretLocation(isCreated && GenerateSecret);
        }
    }
}
