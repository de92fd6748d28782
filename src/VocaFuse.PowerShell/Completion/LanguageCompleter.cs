using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace VocaFuse.PowerShell;

/// <summary>Completes languages.</summary>
public sealed class LanguageCompleter : IArgumentCompleter
{
    private static readonly (string, string)[] Words =
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

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
        CommandAst commandAst, IDictionary fakeBoundParameters) => CompletionWords.Matching(wordToComplete, Words);
}
