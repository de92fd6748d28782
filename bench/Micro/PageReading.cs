using System.Net;
using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace VocaFuse.Micro;

/// <summary>Compares reading a page of 100 notes with the client and with source-generated JSON alone.</summary>
[MemoryDiagnoser]
public class PageReading : IDisposable
{
    private readonly byte[] body = Samples.Page(100);
    private VocaFuseClient client = null!;

    [GlobalSetup]
    public void Connect() => client = new VocaFuseClient(
        new VocaFuseClientOptions("sk_test_0123456789abcdef", "secret-0123456789") { Handler = new ConstantHandler(body) });

    [GlobalCleanup]
    public void Dispose()
    {
        client.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public int BareJsonAlone() => JsonSerializer.Deserialize(body, BareJson.Default.BarePage)!.VoiceNotes.Count;

    [Benchmark]
    public async Task<int> TheClient()
    {
        var count = 0;
        await foreach (var note in client.ListVoiceNotesAsync())
        {
            count += note.Id.Length > 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Returns the same response to every request.</summary>
    private sealed class ConstantHandler(byte[] body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) });
    }
}
