using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using VocaFuse.Credentials;
using VocaFuse.Transport;

namespace VocaFuse.Errors;

/// <summary>
/// Converts an error of the storage to an exception. Its 403 concerns the presigned address and not the key, for example.
/// </summary>
internal static partial class StorageErrors
{
    /// <summary>The maximum number of bytes to search. Error documents of a storage have a few hundred bytes.</summary>
    private const int MaximumLength = 16 * 1024;

    public static VocaFuseException Read(ApiRequest request, ApiResponse response, Redactor redactor)
    {
        var status = (int)response.StatusCode;
        var body = Encoding.UTF8.GetString(response.Body.Span[..Math.Min(response.Body.Length, MaximumLength)]);
        var excerpt = Excerpt.Create(response.Body.Span, redactor);
        var storageMessage = Message().Match(body) is { Success: true } match
            ? Excerpt.Create(WebUtility.HtmlDecode(match.Groups[1].Value), redactor) : excerpt;
        var message = $"The storage rejected the audio with status {status} ({request.Path})."
            + (storageMessage is null ? "" : $" The storage returned: {storageMessage.TrimEnd('.')}.");
        var context = request.CreateErrorContext() with
        {
            StatusCode = response.StatusCode,
            Code = Code().Match(body) is { Success: true } code ? redactor.Redact(code.Groups[1].Value) : null,
            RequestId = response.RequestId,
            RetryAfter = response.RetryAfter,
            Excerpt = excerpt,
        };
        return status switch
        {
            429 => new VocaFuseRateLimitException(message, context),
            408 or >= 500 => new VocaFuseServiceException(message, context),
            >= 400 => new VocaFuseInvalidRequestException(message, context),
            _ => new VocaFuseResponseException(message, context),
        };
    }

    [GeneratedRegex("<Message>([^<]{1,300})</Message>", RegexOptions.CultureInvariant)]
    private static partial Regex Message();

    [GeneratedRegex("<Code>([A-Za-z0-9.]{1,100})</Code>", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
