namespace VocaFuse.PowerShell;

/// <summary>Completes the IDs of webhooks.</summary>
public sealed class WebhookIdCompleter : RecentIdCompleter
{
    private protected override RecentIdBuffer SelectBuffer(RecentIds ids) => ids.Webhooks;
}
