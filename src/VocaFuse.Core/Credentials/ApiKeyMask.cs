using System.Text.RegularExpressions;

namespace VocaFuse.Credentials;

/// <summary>Masks an API key: only its kind, such as <c>sk_live_</c>, and its last four characters stay visible.</summary>
internal static partial class ApiKeyMask
{
    /// <summary>Keys with fewer characters after their kind are masked completely.</summary>
    private const int MinimumLength = 12;

    public static string Mask(string apiKey)
    {
        var kind = KindOf(apiKey);
        var secretLength = apiKey.Length - kind.Length;
        return string.Concat(secretLength > 0 ? kind : "", "…", secretLength >= MinimumLength ? apiKey.AsSpan(apiKey.Length - 4) : default);
    }

    /// <summary>
    /// Returns the beginning that all keys of a kind have in common; empty if the key has none. The secret part may contain
    /// underscores.
    /// </summary>
    public static string KindOf(string apiKey) => Kind().Match(apiKey).Value;

    [GeneratedRegex("^(?:[a-z]{2,4}_)?(?:(?:live|test)_)?", RegexOptions.CultureInvariant)]
    private static partial Regex Kind();
}
