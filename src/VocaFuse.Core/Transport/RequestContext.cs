using VocaFuse.Credentials;

namespace VocaFuse.Transport;

/// <summary>The state of a request over all its attempts.</summary>
internal sealed class RequestContext(ApiRequest request, IRequestObserver? observer, Redactor redactor, long number)
{
    public ApiRequest Request { get; } = request;

    public IRequestObserver? Observer { get; } = observer;

    /// <summary>Redacts every secret of this request.</summary>
    public Redactor Redactor { get; } = redactor;

    /// <summary>The request without secrets, for messages and events: a user may pass a secret as an ID.</summary>
    public ApiRequest Redacted { get; } = request with
    {
        Path = redactor.Redact(request.Path)!,
        Query = redactor.Redact(request.Query)!,
        Subject = redactor.Redact(request.Subject),
    };

    /// <summary>The path and the query for messages and events.</summary>
    public string Path => Redacted.Path + Redacted.Query;

    /// <summary>The position of the request in the order in which its sender created requests.</summary>
    public long Number { get; } = number;

    /// <summary>The number of attempts that were sent.</summary>
    public int Attempt { get; set; }

    /// <summary>True while an attempt was sent and its outcome is unknown.</summary>
    public bool IsInFlight { get; set; }

    /// <summary>True if the request must not be sent again, because its command has given up on the rate limit.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>True if an earlier attempt failed but may have been applied.</summary>
    public bool MayHaveBeenApplied { get; private set; }

    /// <summary>True if the last attempt got a 429; the observer has already been notified.</summary>
    public bool WasRateLimited { get; private set; }

    /// <summary>Reports that a rate limit delays the next attempt.</summary>
    public void OnDelayed(TimeSpan delay) => Observer?.OnRequestEvent(new RequestDelayed(Request.Method.Method, Path, Attempt + 1, delay));

    /// <summary>Reports that another attempt follows.</summary>
    /// <param name="failure">The outcome of the last attempt.</param>
    /// <param name="delay">The delay before the next attempt, without the rate limit.</param>
    /// <param name="pause">The time until the rate limit's pause ends.</param>
    public void OnRetry(VocaFuseException failure, TimeSpan delay, TimeSpan pause)
    {
        MayHaveBeenApplied |= failure.MayHaveBeenApplied;
        IsInFlight = false;
        WasRateLimited = failure is VocaFuseRateLimitException;
        if (WasRateLimited)
        {
            var retryAfter = failure.RetryAfter.GetValueOrDefault();
            delay = pause > retryAfter ? pause : retryAfter;
        }

        Observer?.OnRequestEvent(new RequestRetried(Request.Method.Method, Path, Attempt, delay, failure.Message, WasRateLimited));
    }
}
