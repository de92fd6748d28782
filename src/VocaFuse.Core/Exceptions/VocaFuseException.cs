using System.Net;
using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>The base class of all exceptions of requests to the VocaFuse service.</summary>
/// <remarks>No message, property or inner exception contains an API secret, a token or a webhook secret.</remarks>
public class VocaFuseException : Exception
{
    private readonly ErrorContext context;

    internal VocaFuseException(string message, ErrorContext context, Exception? inner = null)
        : base(message, inner) => this.context = context;

    /// <summary>Gets the HTTP status of the response; null if there was none.</summary>
    public HttpStatusCode? StatusCode => context.StatusCode;

    /// <summary>Gets the service's error code as text, such as <c>2003</c> or <c>NOT_FOUND</c>.</summary>
    public string? Code => context.Code;

    /// <summary>Gets the service's name for the kind of error, such as <c>ValidationError</c>.</summary>
    public string? ErrorType => context.ErrorType;

    /// <summary>Gets the service's details of the error; empty if there are none.</summary>
    public IReadOnlyDictionary<string, object?> Details => context.Details;

    /// <summary>Gets the ID by which the service's support finds the request; null if the response has none.</summary>
    public string? RequestId => context.RequestId;

    /// <summary>Gets the delay before a retry that the service asks for; null if there is none.</summary>
    public TimeSpan? RetryAfter => context.RetryAfter;

    /// <summary>Gets the kind of the requested object: a voice note, a transcription, a webhook and so on.</summary>
    public VocaFuseResource Resource => context.Resource;

    /// <summary>Gets the HTTP method of the request; null if there was no request.</summary>
    public string? Method => context.Method;

    /// <summary>Gets the path of the request, without host and query; null if there was no request.</summary>
    public string? Path => context.Path;

    /// <summary>Gets the number of attempts.</summary>
    public int Attempts { get; internal set; } = 1;

    /// <summary>
    /// Gets a value that is true if the request may have been applied although no response confirms it: at least one attempt
    /// was sent, and then the connection broke or the time ran out. Check before you repeat a request that creates something.
    /// </summary>
    public bool MayHaveBeenApplied => context.MayHaveBeenApplied || EarlierMayHaveBeenApplied;

    /// <summary>Gets or sets a value that is true if an attempt before the last one may have been applied.</summary>
    internal bool EarlierMayHaveBeenApplied { get; set; }

    /// <summary>Gets the start of an unusable response, redacted, at most 200 characters.</summary>
    public string? Excerpt => context.Excerpt;
}
