using System.Net;

namespace VocaFuse.Unit.Support;

/// <summary>Keeps requests pending until the test responds to them, the oldest first.</summary>
internal sealed class PendingHandler : HttpMessageHandler
{
    private readonly Lock sync = new();
    private readonly Queue<TaskCompletionSource<HttpResponseMessage>> pending = new();
    private readonly List<string> paths = [];

    /// <summary>The paths of all requests so far, in order.</summary>
    public IReadOnlyList<string> Paths
    {
        get
        {
            lock (sync)
            {
                return [.. paths];
            }
        }
    }

    public int PendingCount
    {
        get
        {
            lock (sync)
            {
                return pending.Count;
            }
        }
    }

    public void Respond(HttpStatusCode status, string body = "", TimeSpan? retryAfter = null)
    {
        TaskCompletionSource<HttpResponseMessage> request;
        lock (sync)
        {
            request = pending.Dequeue();
        }

        var response = new HttpResponseMessage(status) { Content = new StringContent(body) };
        response.Headers.RetryAfter = retryAfter is { } delay ? new(delay) : null;
        request.SetResult(response);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (sync)
        {
            paths.Add(request.RequestUri!.AbsolutePath);
            pending.Enqueue(response);
        }

        return response.Task.WaitAsync(cancellationToken);
    }
}
