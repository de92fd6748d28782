using System.Globalization;
using System.Net;
using System.Text;

namespace VocaFuse.Webhooks.Server;

/// <summary>Reads one request from a stream: its head, then its body.</summary>
/// <exception cref="RequestRejectedException">The request breaks the grammar or exceeds a limit.</exception>
internal sealed class RequestReader(Stream stream, WebhookListenerOptions options)
{
    private readonly RequestBuffer buffer = new(stream);

    /// <summary>True if part of the body has arrived: the sender did not wait for 100 Continue.</summary>
    public bool HasUnread => buffer.HasUnread;

    public async ValueTask<RequestHead> ReadHeadAsync(CancellationToken cancellationToken)
    {
        var left = options.MaximumHeadSize;
        var line = await buffer.ReadLineAsync(left, cancellationToken).ConfigureAwait(false);
        var parser = new RequestHeadParser(line.Span, options.MaximumMethodLength);
        while (line.Length > 0)
        {
            left -= line.Length + 2;
            line = await buffer.ReadLineAsync(left, cancellationToken).ConfigureAwait(false);
            if (line.Length > 0)
            {
                parser.AddHeader(line.Span);
            }
        }

        return parser.Build();
    }

    public async ValueTask ReadBodyAsync(RequestHead head, RequestBody body, CancellationToken cancellationToken)
    {
        if (head.IsChunked)
        {
            await ReadChunksAsync(body, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await CopyAsync(head.ContentLength ?? 0, body, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask ReadChunksAsync(RequestBody body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = await buffer.ReadLineAsync(options.MaximumChunkLineSize, cancellationToken).ConfigureAwait(false);
            var size = ParseChunkSize(line.Span);
            if (size == 0)
            {
                break;
            }

            await CopyAsync(size, body, cancellationToken).ConfigureAwait(false);
            if (await buffer.ReadLineAsync(options.MaximumChunkLineSize, cancellationToken).ConfigureAwait(false) is { Length: > 0 })
            {
                throw BadChunk();
            }
        }

        await SkipTrailersAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the headers after the last chunk. They must be well-formed, and are ignored.</summary>
    private async ValueTask SkipTrailersAsync(CancellationToken cancellationToken)
    {
        var left = options.MaximumHeadSize;
        while (await buffer.ReadLineAsync(left, cancellationToken).ConfigureAwait(false) is { Length: > 0 } line)
        {
            RequestHeadParser.ParseHeader(line.Span);
            left -= line.Length + 2;
        }
    }

    private async ValueTask CopyAsync(long count, RequestBody body, CancellationToken cancellationToken)
    {
        body.CheckSize(count);
        while (count > 0)
        {
            var memory = await body.GetMemoryAsync(count, cancellationToken).ConfigureAwait(false);
            var read = await buffer.ReadAsync(memory, cancellationToken).ConfigureAwait(false);
            body.Advance(read);
            count -= read;
        }
    }

    /// <summary>Parses <c>size</c> or <c>size;extension</c>, with the size in hexadecimal digits. Extensions are ignored.</summary>
    private static long ParseChunkSize(ReadOnlySpan<byte> line)
    {
        var semicolon = line.IndexOf((byte)';');
        var digits = semicolon < 0 ? line : line[..semicolon].TrimEnd(" \t"u8);
        var isPrintable = semicolon < 0 || !line[semicolon..].ContainsAnyExceptInRange((byte)' ', (byte)'~');
        // Fifteen digits always fit into a long, and no body is that large.
        return digits.Length is > 0 and <= 15 && isPrintable
            && long.TryParse(Encoding.ASCII.GetString(digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size)
                ? size
                : throw BadChunk();
    }

    private static RequestRejectedException BadChunk() => new(HttpStatusCode.BadRequest, "A chunk of the body is malformed.");
}
