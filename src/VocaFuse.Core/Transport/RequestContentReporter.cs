using System.Net.Http.Headers;
using System.Text;
using VocaFuse.Credentials;

namespace VocaFuse.Transport;

/// <summary>Reports headers and bodies, redacted, to an observer that requests them.</summary>
internal static class RequestContentReporter
{
    private static readonly string[] HiddenHeaders = [ApiCredentials.SecretHeader, "Authorization", "Proxy-Authorization", "Set-Cookie"];

    public static void OnSending(RequestContext context, HttpRequestMessage message)
    {
        if (context.Observer is { IncludesContent: true })
        {
            var body = context.Request.Body is { } bytes ? Encoding.UTF8.GetString(bytes)
                : message.Content?.Headers.ContentLength is > 0 and var length ? $"({length} bytes)"
                : "";
            Report(context, isResponse: false, message.Headers, message.Content?.Headers, body);
        }
    }

    public static void OnReceived(RequestContext context, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        if (context.Observer is { IncludesContent: true })
        {
            Report(context, isResponse: true, response.Headers, response.Content.Headers, Encoding.UTF8.GetString(body));
        }
    }

    private static void Report(RequestContext context, bool isResponse, HttpHeaders headers, HttpContentHeaders? contentHeaders,
        string body)
    {
        var lines = headers.NonValidated.Concat(contentHeaders?.NonValidated ?? default).Select(header =>
            $"{header.Key}: {(IsHidden(header.Key) ? Redactor.Hidden : context.Redactor.Redact(header.Value.ToString()))}");
        context.Observer!.OnRequestEvent(new RequestContent(
            context.Request.Method.Method, context.Path, context.Attempt, isResponse, string.Join('\n', lines),
            context.Redactor.Redact(body)!));
    }

    private static bool IsHidden(string header) => HiddenHeaders.Contains(header, StringComparer.OrdinalIgnoreCase);
}
