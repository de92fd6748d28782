namespace VocaFuse.Webhooks;

/// <summary>Parses signature headers: signatures separated by commas, each with or without the prefix <c>sha256=</c>.</summary>
internal static class SignatureHeaderParser
{
    private const string Prefix = "sha256=";
    private const int HexLength = 64;

    /// <summary>Gets the signatures in a header. Anything that is not a signature is ignored.</summary>
    public static IEnumerable<byte[]> Parse(string header) => header
        .Split(',', StringSplitOptions.TrimEntries)
        .Select(static text => text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text[Prefix.Length..] : text)
        .Where(static text => text.Length == HexLength && text.All(char.IsAsciiHexDigit))
        .Select(Convert.FromHexString);
}
