using System.Net;
using VocaFuse.Credentials;
using VocaFuse.Options;

namespace VocaFuse;

/// <summary>The options of a <see cref="VocaFuseClient"/>. They are checked when the client is created.</summary>
public sealed class VocaFuseClientOptions
{
    /// <summary>The default number of concurrent requests of one command, for items and for the pages of a list.</summary>
    public const int DefaultConcurrency = 8;

    /// <summary>The maximum timeout and delay, which is what the retry pipeline accepts.</summary>
    private static readonly TimeSpan MaximumTime = TimeSpan.FromDays(1);

    /// <summary>Initializes options for an API key.</summary>
    /// <param name="apiKey">The key, <c>sk_live_…</c> or <c>sk_test_…</c>.</param>
    /// <param name="apiSecret">The secret of the key. No property returns it.</param>
    public VocaFuseClientOptions(string apiKey, string apiSecret)
    {
        Credentials = new ApiCredentials(apiKey, apiSecret);
    }

    /// <summary>Gets the base address of the service: https, or http on a loopback address; null for the address of the key.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>Gets the family of names of the service. The default is to find it with the first requests.</summary>
    public ApiNames ApiNames { get; init; }

    /// <summary>Gets the maximum duration of an attempt, including the connection and the body. The default is 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the maximum number of retries of a request. The default is 3; 0 turns retries off.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>Gets the delay before the first retry. It doubles with each further retry. The default is 1 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the proxy of all requests; null for the proxy of the system.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Gets the credentials for the proxy, or null.</summary>
    public ICredentials? ProxyCredentials { get; init; }

    /// <summary>Gets whether a proxy is used: <see cref="Proxy"/>, or the one of the system. The default is true.</summary>
    public bool UseProxy { get; init; } = true;

    /// <summary>Gets the User-Agent header; null for the client's name and version.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Gets the observer that receives the events of requests, or null.</summary>
    public IRequestObserver? Observer { get; init; }

    internal ApiCredentials Credentials { get; }

    /// <summary>Gets a replacement for the network in tests.</summary>
    internal HttpMessageHandler? Handler { get; init; }

    /// <summary>Gets a replacement for the clock in tests.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">An option is invalid.</exception>
    internal void Check()
    {
        if (Timeout <= TimeSpan.Zero || Timeout > MaximumTime)
        {
            throw OptionError.Create(nameof(Timeout), "The timeout must be greater than zero and at most one day.");
        }

        if (MaximumRetryCount < 0)
        {
            throw OptionError.Create(nameof(MaximumRetryCount), "The number of retries must not be negative.");
        }

        if (RetryDelay < TimeSpan.Zero || RetryDelay > MaximumTime)
        {
            throw OptionError.Create(nameof(RetryDelay), "The retry delay must not be negative or longer than one day.");
        }

        if (Proxy is not null
            && !(Proxy is { IsAbsoluteUri: true, Host.Length: > 0, Scheme: "http" or "https" or "socks4" or "socks4a" or "socks5" }))
        {
            throw OptionError.Create(nameof(Proxy), "The proxy must be an absolute address, such as http://proxy.example.com:8080.");
        }

        if (Proxy?.UserInfo.Length > 0)
        {
            throw OptionError.Create(nameof(Proxy), "The address of the proxy must not contain a user name or a password.");
        }

        // A line break in the value would end the header.
        if (UserAgent is not null && (string.IsNullOrWhiteSpace(UserAgent) || UserAgent.AsSpan().ContainsAnyExceptInRange(' ', '~')))
        {
            throw OptionError.Create(nameof(UserAgent), "The user agent is empty or contains a character that is not allowed in a header.");
        }
    }
}
