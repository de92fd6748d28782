using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

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
