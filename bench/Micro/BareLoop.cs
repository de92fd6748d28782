using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace VocaFuse.Micro;

/// <summary>
/// Listing as a C# author writes it who needs speed and nothing else: one HttpClient, source-generated JSON, page after page.
/// What the module is measured against.
/// </summary>
internal static class BareLoop
{
    /// <summary>Lists all notes for each line that comes in, and answers with the milliseconds it took and the number of notes.</summary>
    public static async Task ServeAsync(Uri address, string key, string secret)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("X-VocaFuse-API-Key", key);
        http.DefaultRequestHeaders.Add("X-VocaFuse-API-Secret", secret);
        while (await Console.In.ReadLineAsync() is not null)
        {
            var started = Stopwatch.GetTimestamp();
            var count = await ListAsync(http, address);
            var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed:0.###} {count}"));
        }
    }

    private static async Task<int> ListAsync(HttpClient http, Uri address)
    {
        var count = 0;
        for (var page = 0; ; page++)
        {
            var answer = (await http.GetFromJsonAsync($"{address}/voicenotes?page={page}&limit=100", BareJson.Default.BarePage))!;
            foreach (var note in answer.VoiceNotes)
            {
                count += note.Id.Length > 0 ? 1 : 0;
            }

            if (answer.NextPageUri is null)
            {
                return count;
            }
        }
    }
}

internal sealed record BarePage
{
    [JsonPropertyName("voicenotes")]
    public required List<BareNote> VoiceNotes { get; init; }

    public string? NextPageUri { get; init; }
}

/// <summary>The fields that a voice note of the module has, as the documented form of the API names them.</summary>
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
