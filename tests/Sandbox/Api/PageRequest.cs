using System.Globalization;
using System.Text;
using System.Text.Json;

namespace VocaFuse.Sandbox.Api;

/// <summary>The requested page of a list, and the paging metadata of the response.</summary>
internal sealed class PageRequest
{
    private const int DefaultLimit = 50;
    private const int DocumentedLimit = 100;

    private readonly string _path;
    private readonly string _filters;

    public PageRequest(ApiCall call)
    {
        var query = call.Http.Request.Query;
        var max = call.State.Options.PageLimitMax;
        var accepted = Math.Max(DocumentedLimit, max);
        Page = Read(query, "page", 0, 0, int.MaxValue);
        Limit = Math.Min(Read(query, "limit", Math.Min(DefaultLimit, max), 1, accepted), max);
        _path = "/v1" + call.Path;
        _filters = Filters(query);
    }

    public int Page { get; }
    public int Limit { get; }

    public IReadOnlyList<T> Select<T>(IReadOnlyList<T> all) => [.. all.Skip((int)Math.Min((long)Page * Limit, int.MaxValue)).Take(Limit)];

    public void WriteLinks(Utf8JsonWriter json, int total)
    {
        json.WriteString("uri"u8, Link(Page));
        json.WriteString("first_page_uri"u8, Link(0));
        json.WriteString("next_page_uri"u8, HasMore(total) ? Link(Page + 1) : null);
        json.WriteString("previous_page_uri"u8, Page > 0 ? Link(Page - 1) : null);
        json.WriteNumber("page"u8, Page);
        json.WriteNumber("page_size"u8, Limit);
        json.WriteNumber("total"u8, total);
    }

    public void WritePagination(Utf8JsonWriter json, int total)
    {
        json.WriteStartObject("pagination"u8);
        json.WriteNumber("page"u8, Page);
        json.WriteNumber("limit"u8, Limit);
        json.WriteNumber("total"u8, total);
        json.WriteBoolean("has_more"u8, HasMore(total));
        json.WriteEndObject();
    }

    private bool HasMore(int total) => (Page + 1L) * Limit < total;

    private string Link(int page) =>
        string.Create(CultureInfo.InvariantCulture, $"{_path}?page={page}&limit={Limit}{_filters}");

    private static string Filters(IQueryCollection query)
    {
        var filters = new StringBuilder();
        foreach (var (name, value) in query)
        {
            if (name is not ("page" or "limit"))
            {
                filters.Append('&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value.ToString()));
            }
        }

        return filters.ToString();
    }

    private static int Read(IQueryCollection query, string name, int otherwise, int min, int max)
    {
        if (!query.TryGetValue(name, out var text))
        {
            return otherwise;
        }

        return int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw ApiException.Invalid(name, max == int.MaxValue
                ? $"'{name}' must be a whole number of at least {min}."
                : $"'{name}' must be a whole number from {min} to {max}.");
    }
}
