using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Gets the webhook of the tenant, or those of given ids.</summary>
[Cmdlet(VerbsCommon.Get, "VFWebhook", DefaultParameterSetName = ListSet)]
[OutputType(typeof(Webhook))]
public sealed class GetVFWebhookCommand : VFListCmdlet<Webhook>
{
    private protected override IAsyncEnumerable<Webhook> ListAsync(CancellationToken stop) => Client.ListWebhooksAsync(stop);

    private protected override Task<Webhook> GetAsync(string id, CancellationToken stop) => Client.GetWebhookAsync(id, stop);
}
