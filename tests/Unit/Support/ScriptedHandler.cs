using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;

namespace VocaFuse.Unit.Support;

/// <summary>Responds to each request with the next step of a script. The last step is repeated.</summary>
internal sealed class ScriptedHandler(params ScriptedHandler.Step[] script) : HttpMessageHandler
{
    private readonly ConcurrentQueue<Sent> sent = new();
    private int next;

    public delegate Task<HttpResponseMessage> Step(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>The requests, in order.</summary>
    public IReadOnlyList<Sent> Requests => [.. sent];

    public static Step Respond(HttpStatusCode status, string body = "", string contentType = "application/json",
        params (string Name, string Value)[] headers) =>
        Respond(status, System.Text.Encoding.UTF8.GetBytes(body), contentType, headers);

    public static Step Respond(HttpStatusCode status, byte[] body, string contentType = "application/json",
        params (string Name, string Value)[] headers) => (_, _) =>
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(body) };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return Task.FromResult(response);
    };

    public static Step Ok(string body) => Respond(HttpStatusCode.OK, body);

    public static Step Failing(Exception failure) => (_, _) => Task.FromException<HttpResponseMessage>(failure);

    /// <summary>Never responds.</summary>
    public static Step NoResponse { get; } = async (_, cancellationToken) =>
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("An infinite delay ended.");
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        sent.Enqueue(new Sent(request.Method, request.RequestUri!,
            request.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value)), body));
        return await script[Math.Min(Interlocked.Increment(ref next), script.Length) - 1](request, cancellationToken);
    }

    internal sealed record Sent(HttpMethod Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string? Body);
}
