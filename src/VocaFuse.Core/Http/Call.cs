namespace VocaFuse.Http;

/// <summary>A request on its way, over all its attempts.</summary>
internal sealed class Call(ApiRequest request, IRequestObserver? observer, Redactor redactor, long number)
{
    public ApiRequest Request { get; } = request;

    public IRequestObserver? Observer { get; } = observer;

    /// <summary>Knows every secret of this request.</summary>
    public Redactor Redactor { get; } = redactor;

    public string Path { get; } = request.Path + request.Query;

    /// <summary>Its place in the order in which the connection's requests were made.</summary>
    public long Number { get; } = number;

    public int Attempt { get; set; }

    /// <summary>True once an attempt failed in a way that leaves open whether it was carried out.</summary>
    public bool MayHaveBeenApplied { get; private set; }

    /// <summary>True where the last attempt was told to slow down, of which the observer knows then.</summary>
    public bool WasLimited { get; private set; }

    public void OnHeldBack(TimeSpan wait) => Observer?.OnNotice(new RequestHeldBack(Request.Method.Method, Path, Attempt, wait));

    public void OnRetry(TimeSpan delay, VocaFuseException failure, RateGate gate)
    {
        MayHaveBeenApplied |= failure.MayHaveBeenApplied;
        WasLimited = failure is VocaFuseRateLimitException;
        var wait = WasLimited ? failure.RetryAfter ?? gate.Remaining : delay;
        Observer?.OnNotice(new RequestRetried(Request.Method.Method, Path, Attempt, wait, failure.Message, WasLimited));
    }
}
