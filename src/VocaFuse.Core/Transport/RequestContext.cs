using VocaFuse.Credentials;
using VocaFuse.RateLimiting;

namespace VocaFuse.Transport;

/// <summary>A request on its way, over all its attempts.</summary>
internal sealed class RequestContext(ApiRequest request, IRequestObserver? observer, Redactor redactor, long number)
{
    public ApiRequest Request { get; } = request;

    public IRequestObserver? Observer { get; } = observer;

    /// <summary>Knows every secret of this request.</summary>
    public Redactor Redactor { get; } = redactor;

    public string Path { get; } = request.Path + request.Query;

    /// <summary>Its place in the order in which the connection's requests were made.</summary>
    public long Number { get; } = number;

    /// <summary>How it fares with the rate limit, where it belongs to no command.</summary>
    public RateStreak Streak { get; } = new();

    /// <summary>How many attempts were sent.</summary>
    public int Attempt { get; set; }

    /// <summary>True while an attempt is sent and nothing is known of it yet.</summary>
    public bool IsInFlight { get; set; }

    /// <summary>True once the rate limit has lasted so long that a further attempt is not worth the wait.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>True once an attempt failed in a way that leaves open whether it was carried out.</summary>
    public bool MayHaveBeenApplied { get; private set; }

    /// <summary>True where the last attempt was told to slow down, of which the observer knows then.</summary>
    public bool WasRateLimited { get; private set; }

    public void OnHeldBack(TimeSpan wait) => Observer?.OnRequestEvent(new RequestDelayed(Request.Method.Method, Path, Attempt + 1, wait));

    /// <summary>Another attempt follows.</summary>
    /// <param name="delay">After so long.</param>
    /// <param name="failure">Why.</param>
    /// <param name="closed">How long the rate limit holds all requests back.</param>
    public void OnRetry(TimeSpan delay, VocaFuseException failure, TimeSpan closed)
    {
        MayHaveBeenApplied |= failure.MayHaveBeenApplied;
        IsInFlight = false;
        WasRateLimited = failure is VocaFuseRateLimitException;
        var asked = failure.RetryAfter.GetValueOrDefault();
        var wait = !WasRateLimited ? delay : closed > asked ? closed : asked;
        Observer?.OnRequestEvent(new RequestRetried(Request.Method.Method, Path, Attempt, wait, failure.Message, WasRateLimited));
    }
}
