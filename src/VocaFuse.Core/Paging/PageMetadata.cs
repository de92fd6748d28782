using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse.Paging;

/// <summary>The metadata of a page in its response, in either envelope. Any member may be missing or wrong.</summary>
internal sealed class PageMetadata
{
    /// <summary>Gets or sets the number of entries of the whole list.</summary>
    public long? Total { get; set; }

    /// <summary>Gets or sets the page size that the service used.</summary>
    public int? Limit { get; set; }

    /// <summary>Gets or sets a value indicating whether more pages follow.</summary>
    public bool? HasMore { get; set; }

    /// <summary>Returns true if more entries follow a window that showed a number of them.</summary>
    public bool HasMoreAfter(PageWindow window, int count)
    {
        if (HasMore is { } hasMore && (count > 0 || !hasMore))
        {
            return hasMore;
        }

        // A short page is the last one unless the total or, without a total, the page size of the response contradicts.
        return count >= window.Size || (Total is { } total ? window.Start + count < total : count > 0 && count == Limit);
    }

    /// <summary>Reads the members of a page's object, and of its member <c>pagination</c>.</summary>
    public void Read(JsonElement json)
    {
        Total = json.Int64("total"u8) is >= 0 and var total ? total : Total;
        Limit = (json.Int32("limit"u8) ?? json.Int32("page_size"u8)) is >= 1 and var limit ? limit : Limit;
        HasMore = json.Boolean("has_more"u8) ?? HasMore;

        // Only the presence of the address counts: the credentials are never sent to an address from a response.
        var nextPage = json.Find("next_page_uri"u8).ValueKind;
        HasMore ??= nextPage == JsonValueKind.Undefined ? null : nextPage == JsonValueKind.String;

        if (json.Find("pagination"u8) is { ValueKind: JsonValueKind.Object } pagination)
        {
            Read(pagination);
        }
    }
}
