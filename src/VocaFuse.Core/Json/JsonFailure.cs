using System.Text.Json;

namespace VocaFuse.Json;

internal static class JsonFailure
{
    /// <summary>
    /// True for what System.Text.Json throws over a bad document. Text that is no UTF-8, or half a surrogate pair,
    /// comes as InvalidOperationException from the reader and as ArgumentException from the document.
    /// </summary>
    public static bool Is(Exception exception) =>
        exception is JsonException or InvalidOperationException or FormatException or OverflowException or ArgumentException;
}
