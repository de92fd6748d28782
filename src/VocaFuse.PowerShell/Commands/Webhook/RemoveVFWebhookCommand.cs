using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Deletes webhooks. The service then posts no more events.</summary>
[Cmdlet(VerbsCommon.Remove, "VFWebhook", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpLink.Folder + "Remove-VFWebhook.md")]
[OutputType(typeof(string))]
public sealed class RemoveVFWebhookCommand : VFRemoveCmdlet
{
    /// <summary>The webhooks, or their IDs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [WebhookIdTransformation]
    [ArgumentCompleter(typeof(WebhookIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] WebhookId { get; set; } = [];

    private protected override string Activity => "Deleting webhooks";

    private protected override void StartRequests()
    {
        SetItemCount(WebhookId.Length);
        foreach (var id in WebhookId)
        {
            if (ShouldProcess(RecentIds.ForCurrentRunspace().Describe(id), "Delete the webhook"))
            {
                Remove(id, Client.DeleteWebhookAsync);
            }
        }
    }
}
