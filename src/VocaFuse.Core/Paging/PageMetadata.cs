using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse.Paging;

/// <summary>What an answer tells about its page, in either envelope. All of it is optional, and any of it may be wrong.</summary>
internal sealed class PageMetadata
{
    /// <summary>How many entries the whole list has.</summary>
    public long? Total { get; set; }

    /// <summary>The page size the service used, which may differ from what was asked for.</summary>
    public int? Limit { get; set; }

    /// <summary>Whether more pages follow, where the answer says so.</summary>
    public bool? HasMore { get; set; }

    /// <summary>Whether there is more behind a window that showed a number of entries.</summary>
    public bool PromisesMore(PageWindow window, int count)
    {
        if (HasMore is { } hasMore && (count > 0 || !hasMore))
        {
            return hasMore;
        }

        // A page that is not full is the last one, unless the total says otherwise; a full one is not, unless it is empty. The
        // size that is told counts only where nothing else is.
        return count >= window.Size || (Total is { } total ? window.Start + count < total : count > 0 && count == Limit);
    }

    /// <summary>Takes one property, on whose name the reader stands; properties that tell nothing are passed over.</summary>
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
            HasMore = reader.TokenType switch
            {
                JsonTokenType.True => true,
                JsonTokenType.False => false,
                _ => HasMore,
            };
            reader.Skip();
        }
        else if (reader.ValueTextEquals("next_page_uri"u8))
        {
            // The address itself is never followed: where the key goes is not the answer's to say.
            reader.Read();
            HasMore ??= reader.TokenType == JsonTokenType.String;
            reader.Skip();
        }
        else
        {
            reader.Read();
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
