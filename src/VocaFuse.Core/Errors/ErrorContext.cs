using System.Collections.ObjectModel;
using System.Net;

namespace VocaFuse.Errors;

/// <summary>The data of a failure, which its exception exposes.</summary>
internal sealed record ErrorContext
{
    public HttpStatusCode? StatusCode { get; init; }

    public string? Code { get; init; }

    public string? ErrorType { get; init; }

    public IReadOnlyDictionary<string, object?> Details { get; init; } = ReadOnlyDictionary<string, object?>.Empty;

    public string? RequestId { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public VocaFuseResource Resource { get; init; }

    public string? Method { get; init; }

    public string? Path { get; init; }

    public bool MayHaveBeenApplied { get; init; }

    public string? Excerpt { get; init; }
}
