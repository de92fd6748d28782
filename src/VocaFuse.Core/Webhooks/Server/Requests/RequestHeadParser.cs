using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace VocaFuse.Webhooks.Server;

/// <summary>Parses the head of a request, line by line.</summary>
/// <remarks>
/// The parser follows the strict grammar of RFC 9112 and rejects everything that two servers could read differently. A
/// lenient parser behind a proxy would allow a sender to hide one request in another (request smuggling).
/// </remarks>
internal sealed class RequestHeadParser
{
    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>The control characters that no header value may contain: all but the tab.</summary>
    private static readonly SearchValues<byte> ControlBytes = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(static value => value != '\t').Select(static value => (byte)value), (byte)0x7F]);

    private static readonly SearchValues<char> NotInHost = SearchValues.Create(" \t,/@\\?#");

    /// <summary>The headers that frame or authenticate the request: a second value would be ambiguous.</summary>
    private static readonly HashSet<string> SingleHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Length", "Transfer-Encoding", "Expect",
        WebhookSignature.SignatureHeader, WebhookSignature.TimestampHeader, WebhookSignature.DeliveryIdHeader,
    };

    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly string method;
    private readonly string path;
    private readonly string? targetHost;
    private readonly bool isHttp11;

    /// <summary>Parses the request line.</summary>
    public RequestHeadParser(ReadOnlySpan<byte> requestLine, int maximumMethodLength)
    {
        var methodEnd = requestLine.IndexOf((byte)' ');
        var targetEnd = requestLine.LastIndexOf((byte)' ');
        if (methodEnd <= 0 || targetEnd <= methodEnd + 1)
        {
            throw BadRequest("The request line is malformed.");
        }

        var methodBytes = requestLine[..methodEnd];
        var target = requestLine[(methodEnd + 1)..targetEnd];
        if (methodBytes.Length > maximumMethodLength || !IsToken(methodBytes) || target.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            throw BadRequest("The request line is malformed.");
        }

        isHttp11 = IsHttp11(requestLine[(targetEnd + 1)..]);
        method = Encoding.ASCII.GetString(methodBytes);
        (path, targetHost) = SplitTarget(Encoding.ASCII.GetString(target));
    }

    /// <summary>Parses a header line.</summary>
    public void AddHeader(ReadOnlySpan<byte> line)
    {
        var (name, value) = ParseHeader(line);
        if (!headers.TryAdd(name, value) && SingleHeaders.Contains(name))
        {
            throw BadRequest($"The header {name} is repeated.");
        }
    }

    /// <summary>Checks the headers that frame the request, and returns the head.</summary>
    public RequestHead Build()
    {
        var isChunked = ReadTransferEncoding();
        var contentLength = ReadContentLength();
        if (isChunked && contentLength is not null)
        {
            throw BadRequest("The request has both a Content-Length and a Transfer-Encoding.");
        }

        return new RequestHead
        {
            Method = method,
            Path = path,
            Host = ReadHost(),
            ContentLength = contentLength,
            IsChunked = isChunked,
            ExpectsContinue = ReadExpect(),
            Headers = headers,
        };
    }

    /// <summary>Splits a header line, or a trailer line, into its name and its value.</summary>
    public static (string Name, string Value) ParseHeader(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || !IsToken(line[..colon]) || line.ContainsAny(ControlBytes))
        {
            // This includes a line that begins with a space: in the obsolete grammar, it continues the line before (obs-fold).
            throw BadRequest("A header line is malformed.");
        }

        return (Encoding.ASCII.GetString(line[..colon]), Encoding.UTF8.GetString(line[(colon + 1)..].Trim(" \t"u8)));
    }

    private static RequestRejectedException BadRequest(string reason) => new(HttpStatusCode.BadRequest, reason);

    private static bool IsToken(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept(TokenBytes);

    private static bool IsHttp11(ReadOnlySpan<byte> version)
    {
        if (version.SequenceEqual("HTTP/1.1"u8))
        {
            return true;
        }

        if (version.SequenceEqual("HTTP/1.0"u8))
        {
            return false;
        }

        throw version.StartsWith("HTTP/"u8)
            ? new RequestRejectedException(HttpStatusCode.HttpVersionNotSupported, "Only HTTP/1.1 and HTTP/1.0 are served.")
            : BadRequest("The request line is malformed.");
    }

    /// <summary>Splits <c>/path?query</c>, or <c>http://host/path?query</c>, which a proxy may send.</summary>
    private static (string Path, string? Host) SplitTarget(string target)
    {
        string? host = null;
        if (target.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || target.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            var rest = target[(target.IndexOf("//", StringComparison.Ordinal) + 2)..];
            var hostEnd = rest.AsSpan().IndexOfAny('/', '?');
            host = hostEnd < 0 ? rest : rest[..hostEnd];
            target = hostEnd >= 0 && rest[hostEnd] == '/' ? rest[hostEnd..] : "/";
        }

        var query = target.IndexOf('?', StringComparison.Ordinal);
        return (query < 0 ? target : target[..query], host);
    }

    private string? ReadHost()
    {
        if (!headers.TryGetValue("Host", out var host) && isHttp11)
        {
            throw BadRequest("The request has no Host header.");
        }

        // The target takes precedence over the header (RFC 9112, 3.2.2), but both must be well-formed.
        return IsHost(host) && IsHost(targetHost) ? targetHost ?? host : throw BadRequest("The host is malformed.");
    }

    private static bool IsHost(string? host) => !host.AsSpan().ContainsAny(NotInHost);

    private long? ReadContentLength()
    {
        if (!headers.TryGetValue("Content-Length", out var text))
        {
            return null;
        }

        if (text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            throw BadRequest("The Content-Length is malformed.");
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : long.MaxValue;
    }

    private bool ReadTransferEncoding()
    {
        if (!headers.TryGetValue("Transfer-Encoding", out var coding))
        {
            return false;
        }

        if (!isHttp11)
        {
            throw BadRequest("HTTP/1.0 has no Transfer-Encoding.");
        }

        return coding.Equals("chunked", StringComparison.OrdinalIgnoreCase)
            ? true
            : throw new RequestRejectedException(HttpStatusCode.NotImplemented, "The only supported Transfer-Encoding is chunked.");
    }

    private bool ReadExpect()
    {
        if (!headers.TryGetValue("Expect", out var expectation) || !isHttp11)
        {
            return false;
        }

        return expectation.Equals("100-continue", StringComparison.OrdinalIgnoreCase)
            ? true
            : throw new RequestRejectedException(HttpStatusCode.ExpectationFailed, "The only supported expectation is 100-continue.");
    }
}
