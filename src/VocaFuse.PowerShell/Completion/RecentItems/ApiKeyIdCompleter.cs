namespace VocaFuse.PowerShell;

/// <summary>Completes the IDs of API keys.</summary>
public sealed class ApiKeyIdCompleter : RecentIdCompleter
{
    private protected override RecentIdBuffer SelectBuffer(RecentIds ids) => ids.ApiKeys;
}
