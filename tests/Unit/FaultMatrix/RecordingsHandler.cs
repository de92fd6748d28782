using System.Net;

namespace VocaFuse.Unit.FaultMatrix;

/// <summary>Makes the sandbox a service that has the routes of recordings and lacks those of voice notes.</summary>
internal sealed class RecordingsHandler()
    : DelegatingHandler(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, UseProxy = false })
{
    private const string VoiceNotes = "/v1/voicenotes";
    private const string Recordings = "/v1/recordings";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        if (address.AbsolutePath.StartsWith(VoiceNotes, StringComparison.Ordinal))
        {
            var refusal = new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("""{"message":"Not Found"}""") };
            return Task.FromResult(refusal);
        }

        request.RequestUri = new Uri(address.AbsoluteUri.Replace(Recordings, VoiceNotes, StringComparison.Ordinal));
        return base.SendAsync(request, cancellationToken);
    }
}
