using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Gets the webhook of the tenant, or those of given ids.</summary>
[Cmdlet(VerbsCommon.Get, "VFWebhook", DefaultParameterSetName = ListSet, HelpUri = HelpLink.Folder + "Get-VFWebhook.md")]
[OutputType(typeof(Webhook))]
public sealed class GetVFWebhookCommand : VFListCmdlet<Webhook>
{
    /// <summary>The ids of the webhooks. All where left out.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [WebhookIdTransformation]
    [ArgumentCompleter(typeof(WebhookIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] WebhookId { get; set; } = [];

    private protected override string Activity => "Getting webhooks";

    private protected override IReadOnlyList<string> Ids => WebhookId;

    private protected override IAsyncEnumerable<Webhook> ListAsync(CancellationToken stop) => Client.ListWebhooksAsync(stop);

    private protected override Task<Webhook> GetAsync(string id, CancellationToken stop) => Client.GetWebhookAsync(id, stop);
}
