using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse.Paging;

/// <summary>What a response says about its page, in either envelope. Any of it may be missing or wrong.</summary>
internal sealed class PageMetadata
{
    /// <summary>The number of entries of the whole list.</summary>
    public long? Total { get; set; }

    /// <summary>The page size that the service used.</summary>
    public int? Limit { get; set; }

    /// <summary>Whether more pages follow.</summary>
    public bool? HasMore { get; set; }

    /// <summary>Whether more entries follow a window that showed a number of them.</summary>
    public bool HasMoreAfter(PageWindow window, int count)
    {
        if (HasMore is { } hasMore && (count > 0 || !hasMore))
        {
            return hasMore;
        }

        // A short page is the last one unless the total or, without a total, the page size of the response contradicts.
        return count >= window.Size || (Total is { } total ? window.Start + count < total : count > 0 && count == Limit);
    }

    /// <summary>Reads the property at the reader's position; unknown ones are skipped.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("pagination"u8))
        {
            reader.Read();
            ReadMembers(ref reader);
        }
        else if (reader.ValueTextEquals("total"u8))
        {
            reader.Read();
            Total = TolerantNumber.Read(ref reader) is >= 0 and < 9e18 and var total ? (long)total : null;
        }
        else if (reader.ValueTextEquals("limit"u8) || reader.ValueTextEquals("page_size"u8))
        {
            reader.Read();
            Limit = TolerantNumber.Read(ref reader) is >= 1 and <= int.MaxValue and var limit ? (int)limit : null;
        }
        else if (reader.ValueTextEquals("has_more"u8))
        {
            reader.Read();
            HasMore = reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean() : HasMore;
            reader.Skip();
        }
        else if (reader.ValueTextEquals("next_page_uri"u8))
        {
            // The address is not followed: credentials are only sent to the configured address.
            reader.Read();
            HasMore ??= reader.TokenType == JsonTokenType.String;
            reader.Skip();
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadMembers(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Read(ref reader);
        }
    }
}
