namespace VocaFuse.Unit.Support;

/// <summary>
/// Blocks requests of one method until a number of them is pending, so that a client that sends them one after the other
/// never completes. Uses real connections.
/// </summary>
internal sealed class BarrierHandler(HttpMethod method, int size) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
{
    private readonly TaskCompletionSource isComplete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int count;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == method)
        {
            if (Interlocked.Increment(ref count) == size)
            {
                isComplete.SetResult();
            }

            await isComplete.Task.WaitAsync(cancellationToken);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
