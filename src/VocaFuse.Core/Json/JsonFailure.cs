using System.Text.Json;

namespace VocaFuse.Json;

internal static class JsonFailure
{
    /// <summary>
    /// True for the exceptions of a document that is not JSON, or lacks what is needed. JsonElement throws an
    /// InvalidOperationException for text that is not valid UTF-8 or UTF-16.
    /// </summary>
    public static bool Is(Exception exception) => exception is JsonException or FormatException or InvalidOperationException;
}
