namespace VocaFuse.PowerShell;

/// <summary>Completes the ids of API keys.</summary>
public sealed class ApiKeyIdCompleter : RecentIdCompleter
{
    private protected override RecentRing Of(RecentIds ids) => ids.ApiKeys;
}
