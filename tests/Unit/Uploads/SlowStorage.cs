using System.Net;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Uploads;

/// <summary>
/// A service and a storage behind a slow link: each chunk takes a time, and the bytes in the buffers of the system take another
/// one at the end.
/// </summary>
internal sealed class SlowStorage(TestClock clock, TimeSpan timeForPiece, TimeSpan timeForRest = default) : HttpMessageHandler
{
    /// <summary>How many pieces have gone over the link, or were given up on it.</summary>
    public int Pieces { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Put)
        {
            await using var link = new Link(this);
            await request.Content!.CopyToAsync(link, cancellationToken);
            clock.Skip(timeForRest);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(request.RequestUri!.AbsolutePath.EndsWith("/token", StringComparison.Ordinal)
                ? """{"token":"one","expires_in":300}"""
                : """{"voicenote_id":"vn_1","upload_type":"single","presigned_url":"https://storage.example/x"}"""),
        };
    }

    private void Pass()
    {
        Pieces++;
        clock.Skip(timeForPiece);
    }

    private sealed class Link(SlowStorage storage) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            storage.Pass();
            return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken) : ValueTask.CompletedTask;
        }
    }
}
