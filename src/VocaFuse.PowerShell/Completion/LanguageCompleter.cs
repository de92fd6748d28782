namespace VocaFuse.PowerShell;

/// <summary>Completes languages.</summary>
public sealed class LanguageCompleter : ValueCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> GetValues() =>
    [
        ("en-US", "English, United States"),
        ("en-GB", "English, United Kingdom"),
        ("de-DE", "German"),
        ("es-ES", "Spanish"),
        ("fr-FR", "French"),
        ("it-IT", "Italian"),
        ("ja-JP", "Japanese"),
        ("nl-NL", "Dutch"),
        ("pt-BR", "Portuguese, Brazil"),
        ("zh-CN", "Chinese, simplified"),
    ];
}
