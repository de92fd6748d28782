using VocaFuse.Credentials;
using VocaFuse.Transport;

namespace VocaFuse;

/// <summary>How a <see cref="VocaFuseClient"/> talks to the service. Checked, and frozen, when the client is made.</summary>
public sealed class VocaFuseClientOptions
{
    /// <summary>The default number of concurrent requests of one command, for items and for the pages of a list.</summary>
    public const int DefaultConcurrency = 8;

    /// <summary>Timers and the retry pipeline know no longer times than some weeks and a day.</summary>
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);

    /// <summary>Makes options for a key and its secret.</summary>
    /// <param name="apiKey">The key, <c>sk_live_…</c> or <c>sk_test_…</c>.</param>
    /// <param name="apiSecret">The key's secret. No property shows it again.</param>
    public VocaFuseClientOptions(string apiKey, string apiSecret)
    {
        Credentials = new ApiCredentials(apiKey, apiSecret);
    }

    /// <summary>The base of every address; null for the one that the key's prefix names. https, or http on this machine.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>How long one attempt may take, from the connection to the last byte of the answer. 30 s where left out.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a failed request is tried again. 3 where left out; 0 for never.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>The wait before the first retry; it doubles from retry to retry. 1 s where left out.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What the client calls itself; null for the client's own name and version.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Is told of requests, retries and waits; null for nobody.</summary>
    public IRequestObserver? Observer { get; init; }

    internal ApiCredentials Credentials { get; }

    /// <summary>Stands in for the network in tests.</summary>
    internal HttpMessageHandler? Handler { get; init; }

    /// <summary>Stands in for the clock in tests.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Throws where an option cannot be used.</summary>
    internal void Check()
    {
        if (Timeout <= TimeSpan.Zero || Timeout > LongestTime)
        {
            throw OptionError.Of(nameof(Timeout), "The time for one attempt has to be more than nothing and at most a day.");
        }

        if (MaximumRetryCount < 0)
        {
            throw OptionError.Of(nameof(MaximumRetryCount), "The number of retries cannot be negative.");
        }

        if (RetryDelay < TimeSpan.Zero || RetryDelay > LongestTime)
        {
            throw OptionError.Of(nameof(RetryDelay), "The wait before a retry cannot be negative, nor longer than a day.");
        }

        if (UserAgent is not null && !HttpHeaderValue.IsAcceptable(UserAgent))
        {
            throw OptionError.Of(nameof(UserAgent), "The user agent is empty or holds a character that no header may carry.");
        }
    }
}
