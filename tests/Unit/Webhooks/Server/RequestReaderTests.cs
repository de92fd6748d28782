using System.Text;
using VocaFuse.Unit.Fuzz;
using VocaFuse.Webhooks.Server;

namespace VocaFuse.Unit.Webhooks.Server;

/// <summary>The strict grammar of requests. Each request is read twice: in one piece, and in pieces of one byte.</summary>
public sealed class RequestReaderTests
{
    private const int MaximumHeadSize = 1000;
    private const int MaximumBodySize = 100;

    private static readonly WebhookListenerOptions Options = new(new WebhookSignature("whsec"), 0) { MaximumHeadSize = MaximumHeadSize };

    private static string Post(string headers, string body = "") => $"POST /hook HTTP/1.1\r\nHost: example.com\r\n{headers}\r\n{body}";

    public static TheoryData<string, string> Accepted => new()
    {
        { Post("Content-Length: 0\r\n"), "" },
        { Post("Content-Length: 5\r\n", "hello"), "hello" },
        { Post("content-length:5\r\n", "hello"), "hello" },
        { Post("Content-Length: \t 005 \t\r\n", "hello"), "hello" },
        { Post("Content-Length: 5\r\n", "helloPOST / HTTP/1.1\r\n\r\n"), "hello" },
        { Post("Transfer-Encoding: Chunked\r\n", "0\r\n\r\n"), "" },
        { Post("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n"), "hello" },
        { Post("Transfer-Encoding: chunked\r\n", "1\r\nh\r\n0004\r\nello\r\n000\r\n\r\n"), "hello" },
        { Post("Transfer-Encoding: chunked\r\n", "A;name=value\r\n0123456789\r\n0 ; last\r\nDigest: x\r\nOther:\r\n\r\n"), "0123456789" },
        { "POST /hook HTTP/1.0\r\nContent-Length: 5\r\nExpect: anything\r\n\r\nhello", "hello" },
        { "POST http://example.com/hook?a=b HTTP/1.1\r\nHost: other\r\nContent-Length: 5\r\n\r\nhello", "hello" },
        { Post("X: a\r\nX: b\r\nEmpty:\r\nLatin: \u00e9\r\n"), "" },
    };

    public static TheoryData<string, int> Rejected => new()
    {
        // The request line.
        { "\r\n" + Post(""), 400 },
        { "POST /hook\r\n\r\n", 400 },
        { "POST  /hook HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "POST /hook  HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "POST /hook HTTP/1.1 \r\nHost: a\r\n\r\n", 400 },
        { " POST /hook HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "PO(T /hook HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "POST /h\too HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "POST /h\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
        { "POST /hook http/1.1\r\nHost: a\r\n\r\n", 400 },
        { "POST /hook HTTP/1.1\nHost: a\n\n", 400 },
        { "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505 },
        { "POST /hook HTTP/1.2\r\nHost: a\r\n\r\n", 505 },
        { "\u0001\u00ff\u00fe\r\n\r\n", 400 },
        { "POST /" + new string('a', MaximumHeadSize), 431 },
        { "", 400 },

        // Header lines.
        { Post("X: a\nY: b\r\n"), 400 },
        { Post("X: a\rY: b\r\n"), 400 },
        { Post("X: a\0b\r\n"), 400 },
        { Post("X: a\u007fb\r\n"), 400 },
        { Post("X : a\r\n"), 400 },
        { Post(": a\r\n"), 400 },
        { Post("X\r\n"), 400 },
        { Post("X: a\r\n folded\r\n"), 400 },
        { Post("X: a\r\n\tfolded\r\n"), 400 },
        { Post(string.Concat(Enumerable.Repeat("X: a\r\n", MaximumHeadSize / 6))), 431 },

        // The host.
        { "POST /hook HTTP/1.1\r\nContent-Length: 0\r\n\r\n", 400 },
        { Post("host: example.com\r\n"), 400 },
        { "POST /hook HTTP/1.1\r\nHost: a b\r\n\r\n", 400 },
        { "POST http://user@a/hook HTTP/1.1\r\nHost: a\r\n\r\n", 400 },

        // Lengths that two servers could read differently (request smuggling).
        { Post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400 },
        { Post("Content-Length: 5, 5\r\n", "hello"), 400 },
        { Post("Content-Length: +5\r\n", "hello"), 400 },
        { Post("Content-Length: -5\r\n", "hello"), 400 },
        { Post("Content-Length: 0x5\r\n", "hello"), 400 },
        { Post("Content-Length: 5 5\r\n", "hello"), 400 },
        { Post("Content-Length:\r\n", "hello"), 400 },
        { Post("Content-Length: \u0665\r\n", "hello"), 400 },
        { Post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400 },
        { Post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400 },
        { Post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501 },
        { Post("Transfer-Encoding: identity\r\n", "0\r\n\r\n"), 501 },
        { Post("Transfer-Encoding: \u000bchunked\r\n", "0\r\n\r\n"), 400 },
        { Post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), 400 },
        { "POST /hook HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400 },
        { Post("Content-Length: 101\r\n"), 413 },
        { Post("Content-Length: 99999999999999999999999\r\n"), 413 },
        { Post("Content-Length: 6\r\n", "hello"), 400 },

        // Chunks.
        { Post("Transfer-Encoding: chunked\r\n", "5\nhello\r\n0\r\n\r\n"), 400 },
        { Post("Transfer-Encoding: chunked\r\n", "5\r\nhello0\r\n\r\n"), 400 },
        { Post("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n"), 400 },
        { Post("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n"), 400 },
        { Post("Transfer-Encoding: chunked\r\n", "zz\r\n"), 400 },
        { Post("Transfer-Encoding: chunked\r\n", "+5\r\nhello\r\n0\r\n\r\n"), 400 },
        { Post("Transfer-Encoding: chunked\r\n", "-5\r\nhello\r\n0\r\n\r\n"), 400 },
        { Post("Transfer-Encoding: chunked\r\n", "0x5\r\nhello\r\n0\r\n\r\n"), 400 },
        { Post("Transfer-Encoding: chunked\r\n", " 5\r\nhello\r\n0\r\n\r\n"), 400 },
        { Post("Transfer-Encoding: chunked\r\n", "\r\nhello\r\n0\r\n\r\n"), 400 },
        { Post("Transfer-Encoding: chunked\r\n", "5;a\u0001\r\nhello\r\n0\r\n\r\n"), 400 },
        { Post("Transfer-Encoding: chunked\r\n", "5;a\rb\r\nhello\r\n0\r\n\r\n"), 400 },
        { Post("Transfer-Encoding: chunked\r\n", "0\r\nbad trailer\r\n\r\n"), 400 },
        { Post("Transfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFFF\r\n"), 400 },
        { Post("Transfer-Encoding: chunked\r\n", "7FFFFFFFFFFFFFF\r\n"), 413 },
        { Post("Transfer-Encoding: chunked\r\n", "65\r\n"), 413 },
        { Post("Transfer-Encoding: chunked\r\n", "64\r\n" + new string('a', 100) + "\r\n1\r\na\r\n0\r\n\r\n"), 413 },
        { Post("Transfer-Encoding: chunked\r\n", "5;" + new string('a', 2000)), 431 },

        // Other headers that must not be ambiguous.
        { Post("Expect: 100-continue, more\r\n"), 417 },
        { Post("X-VocaFuse-Signature: a\r\nX-VocaFuse-Signature: b\r\n"), 400 },
        { Post("X-VocaFuse-Timestamp: 1\r\nx-vocafuse-timestamp: 2\r\n"), 400 },
        { Post("X-VocaFuse-Delivery-ID: a\r\nX-VocaFuse-Delivery-Id: a\r\n"), 400 },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task A_valid_request_is_read(string request, string body)
    {
        foreach (var step in (int[])[int.MaxValue, 1])
        {
            var (head, content) = await ReadAsync(request, step);
            Assert.Equal(("POST", "/hook", body), (head.Method, head.Path, content));
        }
    }

    [Theory]
    [MemberData(nameof(Rejected))]
    public async Task An_invalid_request_is_rejected(string request, int status)
    {
        foreach (var step in (int[])[int.MaxValue, 1])
        {
            var rejected = await Assert.ThrowsAsync<RequestRejectedException>(() => ReadAsync(request, step));
            Assert.Equal(status, (int)rejected.Response.StatusCode);
        }
    }

    [Fact]
    public async Task Headers_are_read_without_regard_to_case()
    {
        var (head, _) = await ReadAsync(Post("Expect: 100-Continue\r\nContent-Length: 0\r\nX-VocaFuse-Delivery-ID:  del_1\t\r\n"), 7);
        Assert.Equal(("example.com", 0L, false, true), (head.Host, head.ContentLength, head.IsChunked, head.ExpectsContinue));
        Assert.Equal(("del_1", null), (head.Header("x-vocafuse-delivery-id"), head.Header("X-VocaFuse-Timestamp")));
    }

    [Fact]
    public async Task The_host_of_the_target_takes_precedence_over_the_header()
    {
        var (head, _) = await ReadAsync("POST HTTPS://example.com?a=b HTTP/1.1\r\nHost: other\r\n\r\n", 100);
        Assert.Equal(("example.com", "/"), (head.Host, head.Path));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(BodyBlocks.BlockSize, 1)]
    [InlineData((2 * BodyBlocks.BlockSize) + 1, 3)]
    public async Task A_body_uses_memory_for_the_received_bytes_and_not_for_its_Content_Length(int arriving, int blocks)
    {
        var token = TestContext.Current.CancellationToken;
        var request = Encoding.ASCII.GetBytes(Post("Content-Length: 1000000\r\n", new string('a', arriving)));
        var reader = new RequestReader(new MemoryStream(request), Options);
        var head = await reader.ReadHeadAsync(token);
        var body = new RequestBody(1_000_000, static _ => new(new byte[BodyBlocks.BlockSize]));
        await Assert.ThrowsAsync<RequestRejectedException>(() => reader.ReadBodyAsync(head, body, token).AsTask());
        // The memory for the next byte is allocated before it arrives.
        Assert.Equal(arriving, body.Length);
        Assert.Equal(arriving % BodyBlocks.BlockSize == 0 ? blocks + 1 : blocks, body.Blocks.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(BodyBlocks.BlockSize)]
    [InlineData(50_000)]
    public async Task A_body_of_several_blocks_is_joined_in_order(int length)
    {
        var token = TestContext.Current.CancellationToken;
        var content = Enumerable.Range(0, length).Select(static i => (byte)(i * 31 / 7)).ToArray();
        var body = new RequestBody(length, static _ => new(new byte[BodyBlocks.BlockSize]));
        while (body.Length < length)
        {
            var memory = await body.GetMemoryAsync(length - body.Length, token);
            content.AsSpan(body.Length, memory.Length).CopyTo(memory.Span);
            body.Advance(memory.Length);
        }

        Assert.Equal(content, body.Use(static joined => joined.ToArray()));
    }

    [Fact]
    public async Task A_mutated_request_is_read_in_the_same_way_in_pieces_of_any_size()
    {
        const int Mutations = 1500;
        for (var i = 0; i < Mutations; i++)
        {
            var request = Mutator.Damage(Documents.WebhookRequests[i % Documents.WebhookRequests.Length], i);
            var whole = await OutcomeAsync(request, int.MaxValue);
            Assert.Equal(whole, await OutcomeAsync(request, 1));
            Assert.Equal(whole, await OutcomeAsync(request, 1 + (i % 50)));
        }
    }

    private static async Task<string> OutcomeAsync(byte[] request, int step)
    {
        try
        {
            var (head, body) = await ReadAsync(request, step);
            return $"{head.Method} {head.Path} {head.Host} {string.Join(", ", head.Headers)} {body}";
        }
        catch (RequestRejectedException rejected)
        {
            return rejected.Message;
        }
    }

    private static Task<(RequestHead Head, string Body)> ReadAsync(string request, int step) =>
        ReadAsync(Encoding.Latin1.GetBytes(request), step);

    /// <summary>Reads a request from a stream that returns up to a number of bytes at a time.</summary>
    private static async Task<(RequestHead Head, string Body)> ReadAsync(byte[] request, int step)
    {
        var reader = new RequestReader(new SteppedStream(request, step), Options);
        var head = await reader.ReadHeadAsync(CancellationToken.None);
        var body = new RequestBody(MaximumBodySize, static _ => new(new byte[BodyBlocks.BlockSize]));
        await reader.ReadBodyAsync(head, body, CancellationToken.None);
        return (head, body.Length == 0 ? "" : Encoding.Latin1.GetString(body.Blocks[0], 0, body.Length));
    }
}
