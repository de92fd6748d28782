using System.Net;
using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>
/// Anything that went wrong between this client and the VocaFuse service. Catch this one for all of them, or one of the
/// kinds derived from it.
/// </summary>
/// <remarks>No message, property or inner exception holds an API secret, a token or a webhook secret: what the service
/// says is redacted before it comes here.</remarks>
public class VocaFuseException : Exception
{
    private readonly ErrorContext facts;

    internal VocaFuseException(string message, ErrorContext facts, Exception? inner = null)
        : base(message, inner) => this.facts = facts;

    /// <summary>The HTTP status of the answer; null where no answer came.</summary>
    public HttpStatusCode? StatusCode => facts.StatusCode;

    /// <summary>The service's own error code, such as <c>2003</c> or <c>NOT_FOUND</c>; numbers come as text.</summary>
    public string? Code => facts.Code;

    /// <summary>The service's name for the kind of error, such as <c>ValidationError</c>.</summary>
    public string? ErrorType => facts.ErrorType;

    /// <summary>What the service adds about the error, as plain values; empty where it adds nothing.</summary>
    public IReadOnlyDictionary<string, object?> Details => facts.Details;

    /// <summary>The id under which the service's support finds the request; null where the answer named none.</summary>
    public string? RequestId => facts.RequestId;

    /// <summary>How long the service asks to wait before the next try; null where it does not say.</summary>
    public TimeSpan? RetryAfter => facts.RetryAfter;

    /// <summary>What was asked for: a voice note, a transcription, a webhook and so on.</summary>
    public VocaFuseResource Resource => facts.Resource;

    /// <summary>The HTTP method of the request; null where none was sent.</summary>
    public string? Method => facts.Method;

    /// <summary>The path of the request, without host and query; null where none was sent.</summary>
    public string? Path => facts.Path;

    /// <summary>How many times the request was tried.</summary>
    public int Attempts { get; internal set; } = 1;

    /// <summary>
    /// True where the request may have been carried out although no answer says so: in one of its attempts the connection
    /// broke or time ran out after it was sent. Look before you repeat a request that creates something.
    /// </summary>
    public bool MayHaveBeenApplied => facts.MayHaveBeenApplied || EarlierMayHaveBeenApplied;

    /// <summary>True where that is so of an attempt before the one that this failure is about.</summary>
    internal bool EarlierMayHaveBeenApplied { get; set; }

    /// <summary>The start of an answer that could not be used, redacted; at most 200 characters.</summary>
    public string? Excerpt => facts.Excerpt;
}
