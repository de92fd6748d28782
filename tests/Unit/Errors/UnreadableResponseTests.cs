using System.IO.Compression;
using System.Net;
using System.Text;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.Errors;

/// <summary>A response that can't be read causes one kind of exception with an excerpt and without secrets.</summary>
public sealed class UnreadableResponseTests
{
    private const string Html = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body></html>";

    public static TheoryData<string, string?> Bodies => new()
    {
        { Html, "<html> <head><title>502 Bad Gateway</title></head> <body>nginx</body></html>" },
        { "", null },
        { " \r\n\t ", null },
        { """{"id":"vn_1","sta""", """{"id":"vn_1","sta""" },
        { """{"id":"vn_1"}}""", """{"id":"vn_1"}}""" },
        { """{"id":"vn_1"}{"id":"vn_2"}""", """{"id":"vn_1"}{"id":"vn_2"}""" },
        { "[]", "[]" },
        { "null", "null" },
        { "\"vn_1\"", "\"vn_1\"" },
        { "{}", "{}" },
        { """{"id":null}""", """{"id":null}""" },
        { """{"id":""}""", """{"id":""}""" },
        { """{"data":null}""", """{"data":null}""" },
        { """{"data":[{"id":"vn_1"}]}""", """{"data":[{"id":"vn_1"}]}""" },
        { """{"data":{}}""", """{"data":{}}""" },
        { "\u001b[2Jgone\u0007", "[2Jgone" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_not_a_voice_note_is_unreadable(string body, string? excerpt)
    {
        var failure = await GetNoteAsync(Encoding.UTF8.GetBytes(body));

        Assert.Equal(HttpStatusCode.OK, failure.StatusCode);
        Assert.Equal("req_7", failure.RequestId);
        Assert.Equal(excerpt, failure.Excerpt);
        Assert.Contains(excerpt ?? "it is empty", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, failure.Attempts);
    }

    [Fact]
    public async Task Bytes_that_are_not_text_are_unreadable()
    {
        var noise = new byte[3000];
        new Random(1).NextBytes(noise);

        var failure = await GetNoteAsync(noise);

        Assert.InRange(failure.Excerpt!.Length, 1, 201);
        Assert.DoesNotContain(failure.Excerpt, char.IsControl);
    }

    [Fact]
    public async Task The_excerpt_of_a_long_body_is_truncated()
    {
        var failure = await GetNoteAsync(Encoding.UTF8.GetBytes(new string('x', 100_000)));

        Assert.Equal(new string('x', 200) + "…", failure.Excerpt);
    }

    [Fact]
    public async Task A_document_of_the_maximum_depth_is_read()
    {
        using var client = Clients.Scripted(
            new ScriptedHandler(Ok($$"""{"id":"vn_1","features":{{new string('[', 63)}}{{new string(']', 63)}}}""")));

        Assert.NotNull((await client.GetVoiceNoteAsync("vn_1", Token)).Features);
    }

    [Fact]
    public async Task A_document_nested_too_deeply_is_unreadable()
    {
        var failure = await GetNoteAsync(Encoding.UTF8.GetBytes("""{"id":"vn_1","features":""" + new string('[', 5000)));

        Assert.Contains("nested more than 64 levels deep", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Excerpt);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"data":null,"meta":{"request_id":"req_9"}}""")]
    [InlineData("""{"success":false,"message":"maintenance"}""")]
    public async Task An_account_without_content_is_unreadable(string body)
    {
        using var client = Clients.Scripted(new ScriptedHandler(Ok(body)));

        await Assert.ThrowsAsync<VocaFuseResponseException>(() => client.GetAccountAsync(Token));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"voicenotes":"none"}""")]
    [InlineData("""{"voicenotes":[1]}""")]
    [InlineData("""{"voicenotes":[{"status":"transcribed"}]}""")]
    [InlineData("""{"voicenotes":[{"id":"vn_1"}""")]
    [InlineData("""{"data":{"voicenotes":7}}""")]
    [InlineData("\"voicenotes\"")]
    [InlineData("")]
    public async Task A_body_that_is_not_a_page_is_unreadable(string body)
    {
        using var client = Clients.Scripted(new ScriptedHandler(Ok(body)));

        await Assert.ThrowsAsync<VocaFuseResponseException>(() => client.ListVoiceNotesAsync(cancellationToken: Token).ToListAsync());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"text":null}""")]
    [InlineData("""{"words":null,"text":""}""")]
    [InlineData("""{"voicenote_id":"vn_1"}""")]
    public async Task A_transcription_without_content_is_unreadable(string body)
    {
        using var client = Clients.Scripted(new ScriptedHandler(Ok(body)));

        await Assert.ThrowsAsync<VocaFuseResponseException>(() => client.GetTranscriptionAsync("vn_1", Token));
    }

    [Fact]
    public async Task A_byte_order_mark_is_ignored()
    {
        byte[] mark = [0xEF, 0xBB, 0xBF];
        using var client = Clients.Scripted(new ScriptedHandler(
            Respond(HttpStatusCode.OK, [.. mark, .. Encoding.UTF8.GetBytes(Samples.Note)]),
            Respond(HttpStatusCode.OK, [.. mark, .. Encoding.UTF8.GetBytes($$"""{"voicenotes":[{{Samples.Note}}]}""")]),
            Respond(HttpStatusCode.BadRequest, [.. mark, .. Encoding.UTF8.GetBytes(Samples.Error)])));

        Assert.Equal("vn_1", (await client.GetVoiceNoteAsync("vn_1", Token)).Id);
        Assert.Single(await client.ListVoiceNotesAsync(cancellationToken: Token).ToListAsync());
        Assert.Equal("5000", (await Assert.ThrowsAsync<VocaFuseInvalidRequestException>(() => client.GetAccountAsync(Token))).Code);
    }

    public static TheoryData<string> Encodings => ["gzip", "deflate", "br"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_body_that_cannot_be_decompressed_is_unreadable(string encoding)
    {
        await using var server = new RawServer(_ =>
            RawServer.Response($"200 OK\r\nX-Request-Id: req_7\r\nContent-Encoding: {encoding}", "this was never packed"));
        using var client = new VocaFuseClient(new(Clients.Key, Clients.Secret) { BaseAddress = server.Address,
            RetryDelay = TimeSpan.Zero });

        var failure = await Assert.ThrowsAsync<VocaFuseResponseException>(() => client.GetAccountAsync(Token));

        Assert.Equal(HttpStatusCode.OK, failure.StatusCode);
        Assert.Equal("req_7", failure.RequestId);
    }

    [Fact]
    public async Task A_decompressed_body_above_the_maximum_length_is_unreadable()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var blanks = new byte[1024 * 1024];
            blanks.AsSpan().Fill((byte)' ');
            for (var i = 0; i < 65; i++)
            {
                await gzip.WriteAsync(blanks, Token);
            }
        }

        await using var server = new RawServer(_ => RawServer.Response("200 OK\r\nContent-Encoding: gzip", packed.ToArray()));
        using var client = new VocaFuseClient(new(Clients.Key, Clients.Secret) { BaseAddress = server.Address });

        var failure = await Assert.ThrowsAsync<VocaFuseResponseException>(() => client.GetAccountAsync(Token));

        Assert.Contains("larger than the maximum of 64 MB", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<VocaFuseResponseException> GetNoteAsync(byte[] body)
    {
        using var client = Clients.Scripted(
            new ScriptedHandler(Respond(HttpStatusCode.OK, body, "application/json", ("X-Request-Id", "req_7"))));
        return await Assert.ThrowsAsync<VocaFuseResponseException>(() => client.GetVoiceNoteAsync("vn_1", Token));
    }
}
