using System.Collections.Concurrent;
using System.Net;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Naming;

/// <summary>A service that has the routes of the given families of names and rejects others.</summary>
internal sealed class NamedService(ApiNames[] families, HttpStatusCode rejectionStatus, string rejectionBody) : HttpMessageHandler
{
    public const string Missing = """{"error":{"code":"NOT_FOUND","message":"No."}}""";

    private readonly ConcurrentQueue<string> requests = new();

    /// <summary>The requests so far, as method and path.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <summary>The response to a request of an existing route; null for the default one.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Respond { get; init; } = static _ => null;

    /// <summary>A delay of each response, so that concurrent requests overlap.</summary>
    public Task Delay { get; init; } = Task.CompletedTask;

    public static HttpResponseMessage Response(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath.Replace("/v1", "", StringComparison.Ordinal);
        requests.Enqueue($"{request.Method} {path}");
        await Delay.WaitAsync(cancellationToken);
        var family = path.Split('/')[1] switch { "voicenotes" => ApiNames.VoiceNotes, "recordings" => ApiNames.Recordings, _ =>
            ApiNames.Auto };
        if (family != ApiNames.Auto && !families.Contains(family))
        {
            return Response(rejectionStatus, rejectionBody);
        }

        return Respond(request) ?? (request.Method == HttpMethod.Delete ? new HttpResponseMessage(HttpStatusCode.NoContent)
            : path.Split('/').Length > 2 ? Response(HttpStatusCode.OK, Samples.Note)
            : Response(HttpStatusCode.OK, $$"""{"{{path[1..]}}":[{{Samples.Note}}],"page":0,"page_size":100,"total":1}"""));
    }
}
