using System.Net.Http.Headers;
using System.Text;
using VocaFuse.Credentials;

namespace VocaFuse.Transport;

/// <summary>Tells an observer who wants it what goes over the wire, without a secret in it.</summary>
internal static class RequestContentReporter
{
    private static readonly string[] HiddenHeaders = [ApiCredentials.SecretHeader, "Authorization", "Proxy-Authorization", "Set-Cookie"];

    public static void Sent(RequestContext call, HttpRequestMessage message)
    {
        if (call.Observer is { WantsContent: true } observer)
        {
            var body = call.Request.Body is { } bytes ? Encoding.UTF8.GetString(bytes) : message.Content?.Headers.ContentLength is > 0 and var length ? $"({length} bytes)" : "";
            observer.OnRequestEvent(new RequestContent(
                call.Request.Method.Method, call.Path, call.Attempt, false, Headers(message.Headers, message.Content?.Headers, call.Redactor), call.Redactor.Redact(body)!));
        }
    }

    public static void Received(RequestContext call, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        if (call.Observer is { WantsContent: true } observer)
        {
            observer.OnRequestEvent(new RequestContent(
                call.Request.Method.Method, call.Path, call.Attempt, true, Headers(response.Headers, response.Content.Headers, call.Redactor), call.Redactor.Redact(Encoding.UTF8.GetString(body))!));
        }
    }

    private static string Headers(HttpHeaders headers, HttpContentHeaders? contentHeaders, Redactor redactor)
    {
        var text = new StringBuilder();
        foreach (var (name, values) in headers.NonValidated.Concat(contentHeaders?.NonValidated ?? default))
        {
            var isHidden = HiddenHeaders.Contains(name, StringComparer.OrdinalIgnoreCase);
            text.Append(text.Length == 0 ? "" : "\n").Append(name).Append(": ").Append(isHidden ? "***" : redactor.Redact(values.ToString()));
        }

        return text.ToString();
    }
}
