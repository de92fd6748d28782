namespace VocaFuse.PowerShell;

/// <summary>Completes points in time.</summary>
public sealed class DateTimeCompleter : ValueCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> GetValues() =>
    [
        ("today", "Today, from midnight"),
        ("yesterday", "Yesterday, from midnight"),
        ("12h", "12 hours ago"),
        ("1d", "24 hours ago"),
        ("7d", "7 days ago"),
        ("30d", "30 days ago"),
    ];
}
