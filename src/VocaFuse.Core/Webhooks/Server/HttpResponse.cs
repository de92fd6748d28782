using System.Globalization;
using System.Net;
using System.Text;

namespace VocaFuse.Webhooks.Server;

/// <summary>A response to a request: a status and a sentence of plain text.</summary>
/// <param name="StatusCode">The status.</param>
/// <param name="Reason">The reason, which is the body of the response.</param>
internal record HttpResponse(HttpStatusCode StatusCode, string Reason)
{
    /// <summary>Gets the bytes to send. The connection is closed after each response.</summary>
    /// <param name="withBody">False in response to HEAD, which has the same headers and no body.</param>
    /// <param name="retryAfter">The time after which a sender that gets 503 may try again.</param>
    public byte[] ToBytes(bool withBody, TimeSpan retryAfter)
    {
        var head = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {(int)StatusCode} {StatusCode}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Date: {DateTimeOffset.UtcNow:r}\r\n")
            .Append("Content-Type: text/plain; charset=utf-8\r\n")
            .Append(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(Reason)}\r\n")
            .Append("Connection: close\r\n");
        if (StatusCode == HttpStatusCode.MethodNotAllowed)
        {
            head.Append("Allow: POST\r\n");
        }
        else if (StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            head.Append(CultureInfo.InvariantCulture, $"Retry-After: {(int)retryAfter.TotalSeconds}\r\n");
        }

        return Encoding.UTF8.GetBytes(head.Append("\r\n").Append(withBody ? Reason : "").ToString());
    }
}
