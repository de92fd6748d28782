namespace VocaFuse.PowerShell;

/// <summary>Completes the names of the connections of this session.</summary>
public sealed class ConnectionNameCompleter : ValueCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> GetValues() => ConnectionStore.ForCurrentRunspace().All
        .Reverse()
        .Select(static connection => (connection.Name, $"{connection.Environment} {connection.BaseUri} {connection.ApiKey}"));
}
