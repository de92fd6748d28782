namespace VocaFuse.Transport;

internal static class HttpHeaderValue
{
    /// <summary>Returns true for printable ASCII that is not blank, so that the value cannot end the header.</summary>
    public static bool IsValid(string value) => !string.IsNullOrWhiteSpace(value) && !value.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
