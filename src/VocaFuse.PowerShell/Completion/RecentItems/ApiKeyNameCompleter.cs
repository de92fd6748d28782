namespace VocaFuse.PowerShell;

/// <summary>Completes the names of the API keys that this runspace has returned recently.</summary>
public sealed class ApiKeyNameCompleter : ValueCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> GetValues() => RecentIds.ForCurrentRunspace().ApiKeys.NewestFirst()
        .Select(static item => item.Item)
        .OfType<ApiKey>()
        .Where(static key => !string.IsNullOrEmpty(key.Name))
        .DistinctBy(static key => key.Name, StringComparer.OrdinalIgnoreCase)
        .Select(static key => (key.Name!, $"{key.KeyPrefix}, {key.Status}"));
}
