using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace VocaFuse.Micro;

/// <summary>Lists all notes with one HttpClient and source-generated JSON, for comparison with the module.</summary>
internal static class BareLoop
{
    private const int PageSize = 100;

    /// <summary>
    /// Lists all notes for each line of standard input, which is the number of concurrent requests, and writes the milliseconds
    /// and the number of notes.
    /// </summary>
    public static async Task ServeAsync(Uri address, string key, string secret)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("X-VocaFuse-API-Key", key);
        http.DefaultRequestHeaders.Add("X-VocaFuse-API-Secret", secret);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var started = Stopwatch.GetTimestamp();
            var count = await ListAsync(http, address, int.Parse(line, CultureInfo.InvariantCulture));
            var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed:0.###} {count}"));
        }
    }

    private static async Task<int> ListAsync(HttpClient http, Uri address, int concurrency)
    {
        var first = await GetPageAsync(http, address, 0);
        var count = Count(first);
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency };
        await Parallel.ForEachAsync(Enumerable.Range(1, (first.Total - 1) / PageSize), options, async (page, _) =>
            Interlocked.Add(ref count, Count(await GetPageAsync(http, address, page))));
        return count;
    }

    private static async Task<BarePage> GetPageAsync(HttpClient http, Uri address, int page) =>
        (await http.GetFromJsonAsync($"{address}/voicenotes?page={page}&limit={PageSize}", BareJson.Default.BarePage))!;

    private static int Count(BarePage page) => page.VoiceNotes.Count(static note => note.Id.Length > 0);
}

internal sealed record BarePage
{
    [JsonPropertyName("voicenotes")]
    public required List<BareNote> VoiceNotes { get; init; }

    public int Total { get; init; }
}

/// <summary>The fields of a voice note of the module, with the names of the documented API.</summary>
internal sealed record BareNote
{
    public required string Id { get; init; }

    public string? TenantId { get; init; }

    public string? UserId { get; init; }

    public string? OriginalFilename { get; init; }

    [JsonPropertyName("s3_key")]
    public string? S3Key { get; init; }

    [JsonPropertyName("s3_bucket")]
    public string? S3Bucket { get; init; }

    public double? DurationSeconds { get; init; }

    public long? FileSizeBytes { get; init; }

    public string? AudioFormat { get; init; }

    public int? SampleRate { get; init; }

    public int? Channels { get; init; }

    public int? BitRate { get; init; }

    public string? AudioCodec { get; init; }

    public string? Status { get; init; }

    public List<string>? Features { get; init; }

    public string? ClientIp { get; init; }

    public string? UserAgent { get; init; }

    public string? UploadSource { get; init; }

    public Dictionary<string, object>? CustomTags { get; init; }

    public DateTime? CreatedAt { get; init; }

    public DateTime? UpdatedAt { get; init; }

    public DateTime? ProcessedAt { get; init; }

    public string? Uri { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BarePage))]
internal sealed partial class BareJson : JsonSerializerContext;
