using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Gets the webhook of the account, or webhooks by ID.</summary>
[Cmdlet(VerbsCommon.Get, "VFWebhook", DefaultParameterSetName = ListSet, HelpUri = HelpLink.Folder + "Get-VFWebhook.md")]
[OutputType(typeof(Webhook))]
public sealed class GetVFWebhookCommand : VFListCmdlet<Webhook>
{
    /// <summary>The webhooks, or their IDs. The default is all webhooks.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [WebhookIdTransformation]
    [ArgumentCompleter(typeof(WebhookIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] WebhookId { get; set; } = [];

    private protected override string Activity => "Getting webhooks";

    private protected override IReadOnlyList<string> GetIds() => WebhookId;

    private protected override IAsyncEnumerable<Webhook> ListAsync(CancellationToken cancellationToken) =>
        Client.ListWebhooksAsync(cancellationToken);

    private protected override Task<Webhook> GetAsync(string id, CancellationToken cancellationToken) =>
        Client.GetWebhookAsync(id, cancellationToken);
}
