using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using VocaFuse.Credentials;
using VocaFuse.Transport;

namespace VocaFuse.Errors;

/// <summary>Turns a refusal of the storage into an exception. It has kinds of its own: its 403 is about an address, not about the key.</summary>
internal static partial class StorageErrors
{
    /// <summary>Its error documents have a few hundred bytes. What a proxy sends instead need not be searched to its end.</summary>
    private const int LongestDocument = 16 * 1024;

    public static VocaFuseException Read(ApiRequest request, ApiResponse answer, Redactor redactor)
    {
        var status = (int)answer.StatusCode;
        var body = Encoding.UTF8.GetString(answer.Body[..Math.Min(answer.Body.Length, LongestDocument)]);
        var excerpt = Excerpt.Of(answer.Body, redactor);
        var said = Message().Match(body) is { Success: true } message ? Excerpt.Of(WebUtility.HtmlDecode(message.Groups[1].Value), redactor) : excerpt;
        var text = $"The storage refused the audio with status {status} ({request.Path}).{(said is null ? "" : $" It says: {said.TrimEnd('.')}.")}";
        var facts = request.ErrorContext() with
        {
            StatusCode = answer.StatusCode,
            Code = Code().Match(body) is { Success: true } code ? redactor.Redact(code.Groups[1].Value) : null,
            RequestId = answer.RequestId,
            RetryAfter = answer.RetryAfter,
            Excerpt = excerpt,
        };
        return status switch
        {
            429 => new VocaFuseRateLimitException(text, facts),
            408 or >= 500 => new VocaFuseServiceException(text, facts),
            >= 400 => new VocaFuseInvalidRequestException(text, facts),
            _ => new VocaFuseResponseException(text, facts),
        };
    }

    [GeneratedRegex("<Message>([^<]{1,300})</Message>", RegexOptions.CultureInvariant)]
    private static partial Regex Message();

    [GeneratedRegex("<Code>([A-Za-z0-9.]{1,100})</Code>", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
