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

    /// <summary>Reads the members of a page's object, and of its member <c>pagination</c>.</summary>
    public void Read(JsonElement json)
    {
        Total = json.Int64("total"u8) is >= 0 and var total ? total : Total;
        Limit = (json.Int32("limit"u8) ?? json.Int32("page_size"u8)) is >= 1 and var limit ? limit : Limit;
        HasMore = json.Find("has_more"u8).ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => HasMore,
        };

        // Only the presence of the address counts: the credentials are never sent to an address from a response.
        var nextPage = json.Find("next_page_uri"u8).ValueKind;
        HasMore ??= nextPage == JsonValueKind.Undefined ? null : nextPage == JsonValueKind.String;

        if (json.Find("pagination"u8) is { ValueKind: JsonValueKind.Object } pagination)
        {
            Read(pagination);
        }
    }
}
