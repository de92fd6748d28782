using System.Text.Json;

namespace VocaFuse.Json;

internal static class JsonFailure
{
    /// <summary>True for the exceptions of a document that is not JSON, or not what it should be. Invalid text is an InvalidOperationException.</summary>
    public static bool Is(Exception exception) => exception is JsonException or FormatException or InvalidOperationException;
}
