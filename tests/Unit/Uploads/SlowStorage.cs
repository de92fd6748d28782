using System.Net;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Uploads;

/// <summary>Simulates a service and a storage with a slow connection.</summary>
/// <param name="clock">The clock of the client.</param>
/// <param name="timePerChunk">The time that each chunk takes.</param>
/// <param name="timeAfterLastChunk">The time until the system's buffers are sent and the response arrives.</param>
internal sealed class SlowStorage(TestClock clock, TimeSpan timePerChunk, TimeSpan timeAfterLastChunk = default) : HttpMessageHandler
{
    /// <summary>The number of chunks, including canceled ones.</summary>
    public int ChunkCount { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Put)
        {
            await using var stream = new SlowStream(this);
            await request.Content!.CopyToAsync(stream, cancellationToken);
            clock.Skip(timeAfterLastChunk);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(request.RequestUri!.AbsolutePath.EndsWith("/token", StringComparison.Ordinal)
                ? """{"token":"one","expires_in":300}"""
                : """{"voicenote_id":"vn_1","upload_type":"single","presigned_url":"https://storage.example/x"}"""),
        };
    }

    private void ReceiveChunk()
    {
        ChunkCount++;
        clock.Skip(timePerChunk);
    }

    private sealed class SlowStream(SlowStorage storage) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            storage.ReceiveChunk();
            return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken) : ValueTask.CompletedTask;
        }
    }
}
