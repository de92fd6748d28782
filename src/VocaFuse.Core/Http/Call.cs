namespace VocaFuse.Http;

/// <summary>A request on its way, over all its attempts.</summary>
internal sealed class Call(ApiRequest request, IRequestObserver? observer, Redactor redactor)
{
    public ApiRequest Request { get; } = request;

    public IRequestObserver? Observer { get; } = observer;

    /// <summary>Knows every secret of this request.</summary>
    public Redactor Redactor { get; } = redactor;

    public string Path { get; } = request.Path + request.Query;

    public int Attempt { get; set; }

    /// <summary>True once an attempt failed in a way that leaves open whether it was carried out.</summary>
    public bool MayHaveBeenApplied { get; private set; }

    public void OnRetry(TimeSpan delay, VocaFuseException failure, RateGate gate)
    {
        MayHaveBeenApplied |= failure.MayHaveBeenApplied;
        var isRateLimit = failure is VocaFuseRateLimitException;
        if (isRateLimit)
        {
            gate.Close(delay);
        }

        Observer?.OnNotice(new RequestRetried(Request.Method.Method, Path, Attempt, delay, failure.Message, isRateLimit));
    }
}
