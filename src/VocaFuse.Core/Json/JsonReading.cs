using System.Text.Json;

namespace VocaFuse.Json;

/// <summary>Reads the JSON documents that come from outside: response bodies, webhook deliveries and tokens.</summary>
internal static class JsonReading
{
    /// <summary>The maximum depth of objects and arrays in a document. The service's own are six levels deep.</summary>
    public const int MaximumDepth = 64;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a document. The function that reads it is called a second time if the document's text has to be repaired.</summary>
    /// <param name="json">The document in UTF-8.</param>
    /// <param name="read">Reads the root element, which is valid until the function returns.</param>
    /// <param name="ignoreTrailingData">True to ignore what follows the document.</param>
    /// <exception cref="JsonTooDeepException">The document exceeds <see cref="MaximumDepth"/>.</exception>
    /// <exception cref="Exception">The document is unreadable; see <see cref="IsFailure"/>.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T> read, bool ignoreTrailingData = false)
    {
        json = json.Span.StartsWith(ByteOrderMark) ? json[ByteOrderMark.Length..] : json;
        try
        {
            return ReadDocument(json, read, ignoreTrailingData);
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            if (InvalidTextRepair.Repair(json.Span) is { } repaired)
            {
                return ReadDocument(repaired, read, ignoreTrailingData);
            }

            throw;
        }
    }

    /// <summary>Returns true for the exceptions of a document that is not JSON, or lacks what is needed.</summary>
    /// <remarks>JsonElement throws an InvalidOperationException for text that is not valid UTF-8 or UTF-16.</remarks>
    public static bool IsFailure(Exception exception) => exception is JsonException or FormatException or InvalidOperationException;

    private static T ReadDocument<T>(ReadOnlyMemory<byte> json, Func<JsonElement, T> read, bool ignoreTrailingData)
    {
        try
        {
            json = ignoreTrailingData ? json[..LengthOfFirstDocument(json.Span)] : json;
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaximumDepth });
            return read(document.RootElement);
        }
        catch (JsonException) when (IsTooDeep(json.Span))
        {
            throw new JsonTooDeepException();
        }
    }

    private static int LengthOfFirstDocument(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximumDepth });
        reader.Read();
        reader.Skip();
        return (int)reader.BytesConsumed;
    }

    private static bool IsTooDeep(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximumDepth + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth == MaximumDepth)
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            // The document is invalid for another reason.
        }

        return false;
    }
}
