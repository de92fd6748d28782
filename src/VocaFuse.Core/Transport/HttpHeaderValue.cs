namespace VocaFuse.Transport;

internal static class HttpHeaderValue
{
    /// <summary>True for printable ASCII that is more than blanks: what may stand in a header without ending it.</summary>
    public static bool IsAcceptable(string value) => !string.IsNullOrWhiteSpace(value) && !value.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
