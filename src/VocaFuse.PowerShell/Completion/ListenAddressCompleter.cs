namespace VocaFuse.PowerShell;

/// <summary>Completes addresses to listen on.</summary>
public sealed class ListenAddressCompleter : ValueCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> GetValues() =>
    [
        ("localhost", "This machine alone"),
        ("0.0.0.0", "All IPv4 addresses of this machine"),
        ("::", "All addresses of this machine"),
    ];
}
