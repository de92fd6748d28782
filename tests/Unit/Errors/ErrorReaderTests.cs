using System.Net;
using VocaFuse.Sandbox;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.Errors;

/// <summary>Each status has its exception, which contains everything that the service sent.</summary>
public sealed class ErrorReaderTests
{
    public static TheoryData<int, Type> Kinds => new()
    {
        { 400, typeof(VocaFuseInvalidRequestException) },
        { 401, typeof(VocaFuseAuthenticationException) },
        { 403, typeof(VocaFusePermissionException) },
        { 404, typeof(VocaFuseNotFoundException) },
        { 405, typeof(VocaFuseInvalidRequestException) },
        { 408, typeof(VocaFuseServiceException) },
        { 409, typeof(VocaFuseConflictException) },
        { 410, typeof(VocaFuseNotFoundException) },
        { 413, typeof(VocaFuseInvalidRequestException) },
        { 418, typeof(VocaFuseInvalidRequestException) },
        { 422, typeof(VocaFuseInvalidRequestException) },
        { 429, typeof(VocaFuseRateLimitException) },
        { 500, typeof(VocaFuseServiceException) },
        { 502, typeof(VocaFuseServiceException) },
        { 503, typeof(VocaFuseServiceException) },
        { 504, typeof(VocaFuseServiceException) },
        { 599, typeof(VocaFuseServiceException) },
        { 301, typeof(VocaFuseResponseException) },
        { 304, typeof(VocaFuseResponseException) },
        { 307, typeof(VocaFuseResponseException) },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_status_has_its_exception(int status, Type kind)
    {
        var failure = await FailAsync(status,
            """
            {"error":{"code":2003,"message":"Invalid value.","type":"ValidationError","details":{
                "field":"status","allowed":["a",1,null],"more":{"deep":true}}}}
            """);

        Assert.IsType(kind, failure);
        Assert.Equal(status, (int)failure.StatusCode!);
        Assert.Equal("2003", failure.Code);
        Assert.Equal("ValidationError", failure.ErrorType);
        Assert.Equal("status", failure.Details["field"]);
        Assert.Equal(["a", 1L, null], Assert.IsAssignableFrom<IReadOnlyList<object?>>(failure.Details["allowed"]));
        Assert.Equal(true, Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(failure.Details["more"])["deep"]);
        Assert.Equal("req_7", failure.RequestId);
        Assert.Equal("GET", failure.Method);
        Assert.Equal("/voicenotes/vn_1", failure.Path);
        Assert.Equal(VocaFuseResource.VoiceNote, failure.Resource);
        Assert.Null(failure.Excerpt);
        Assert.False(failure.MayHaveBeenApplied);
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), failure.Message, StringComparison.Ordinal);
        if (status is not (< 400))
        {
            Assert.Contains("Invalid value.", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2003", "2003")]
    [InlineData("\"NOT_FOUND\"", "NOT_FOUND")]
    [InlineData("\"2003\"", "2003")]
    [InlineData("null", null)]
    public async Task An_error_code_is_a_number_or_text(string code, string? expected) =>
        Assert.Equal(expected, (await FailAsync(400, $$$"""{"error":{"code":{{{code}}},"message":"No."}}""")).Code);

    [Theory]
    [InlineData("""{"error":{"message":"No."}}""", "No.")]
    [InlineData("""{"error":"No."}""", "No.")]
    [InlineData("""{"error":true,"message":"No."}""", "No.")]
    [InlineData("""{"error":null,"message":"No."}""", "No.")]
    [InlineData("""{"message":"No."}""", "No.")]
    [InlineData("""{"detail":"No."}""", "No.")]
    [InlineData("""{"success":false,"error":{},"message":"No."}""", "No.")]
    [InlineData("""{"error":{"message":"No.\r\n\u001b[2JYes."}}""", "No. [2JYes.")]
    [InlineData("""{"error":{"message":"No \ud83d."}}""", "No \ufffd.")]
    public async Task The_message_is_found_in_all_known_places(string body, string message)
    {
        var failure = await FailAsync(400, body);

        Assert.Contains($" The service returned: {message}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(failure.Message, char.IsControl);
        Assert.Null(failure.Excerpt);
    }

    [Theory]
    [InlineData("<html>no</html>")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("""{"error":{"message":"  "}}""")]
    public async Task A_body_that_is_not_an_error_document_is_shown_as_an_excerpt(string body)
    {
        var failure = await FailAsync(404, body);

        Assert.IsType<VocaFuseNotFoundException>(failure);
        Assert.Equal(body.Replace("  ", " ", StringComparison.Ordinal), failure.Excerpt);
        Assert.Contains(failure.Excerpt!, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_message_reports_an_empty_body()
    {
        var failure = await FailAsync(404, "");

        Assert.IsType<VocaFuseNotFoundException>(failure);
        Assert.Null(failure.Excerpt);
        Assert.Contains("The response has no body.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_message_is_truncated()
    {
        var failure = await FailAsync(400, $$$"""{"error":{"message":"{{{new string('x', 100_000)}}}"}}""");

        Assert.InRange(failure.Message.Length, 1000, 1200);
    }

    [Theory]
    [InlineData("""{"error":{"message":"No."},"meta":{"request_id":"req_9"}}""")]
    [InlineData("""{"error":{"message":"No."},"request_id":"req_9"}""")]
    [InlineData("""{"error":"No.","meta":{"request_id":"req_9"}}""")]
    [InlineData("""{"message":"No.","meta":{"request_id":"req_9"}}""")]
    public async Task Without_a_header_the_request_id_is_read_from_the_document(string body)
    {
        using var client = Clients.Scripted(new ScriptedHandler(Respond(HttpStatusCode.BadRequest, body)), retries: 0);

        Assert.Equal("req_9", (await Assert.ThrowsAsync<VocaFuseInvalidRequestException>(() => client.GetAccountAsync(Token))).RequestId);
    }

    [Theory]
    [InlineData("5", "details", 5L)]
    [InlineData("\"field\"", "details", "field")]
    [InlineData("""{"field":"a"}""", "field", "a")]
    public async Task Details_of_any_shape_are_kept(string details, string name, object value) =>
        Assert.Equal(value, (await FailAsync(400, $$$"""{"error":{"details":{{{details}}}}}""")).Details[name]);

    [Fact]
    public async Task Details_that_are_null_are_empty() => Assert.Empty((await FailAsync(400, """{"error":{"details":null}}""")).Details);

    [Theory]
    [InlineData("2003", "'vn_1' is not a valid voice note ID (400). The service returned: Must be a valid UUID.")]
    [InlineData("2001", "The service rejected the request with status 400 (BadRequest). The service returned: Must be a valid UUID.")]
    public async Task A_400_for_an_invalid_value_names_the_ID(string code, string message)
    {
        var failure = await FailAsync(400, $$$"""{"error":{"code":{{{code}}},"message":"Must be a valid UUID."}}""");

        Assert.IsType<VocaFuseInvalidRequestException>(failure);
        Assert.Equal(message, failure.Message);
    }

    [Fact]
    public async Task Errors_of_the_sandbox_are_read_completely()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Notes = 12 });
        using var client = Clients.Create(sandbox);
        using var stranger = new VocaFuseClient(new(sandbox.ApiKey, "not-the-secret") { BaseAddress = sandbox.BaseAddress });
        using var reader = new VocaFuseClient(new(sandbox.ReadOnlyApiKey, sandbox.ReadOnlyApiSecret) { BaseAddress = sandbox.BaseAddress });

        var notFound = await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.GetVoiceNoteAsync("vn_none", Token));
        Assert.Equal("NOT_FOUND", notFound.Code);
        Assert.Equal("NotFoundError", notFound.ErrorType);
        Assert.NotNull(notFound.RequestId);
        Assert.StartsWith("There is no voice note 'vn_none' (404).", notFound.Message, StringComparison.Ordinal);

        var invalid = await Assert.ThrowsAsync<VocaFuseInvalidRequestException>(() =>
            client.ListVoiceNotesAsync(new VoiceNoteQuery { Statuses = ["nonsense"] }, Token).ToListAsync());
        Assert.Equal("2003", invalid.Code);
        Assert.Equal("status", invalid.Details["field"]);

        Assert.Equal("1001", (await Assert.ThrowsAsync<VocaFuseAuthenticationException>(() => stranger.GetAccountAsync(Token))).Code);
        Assert.Contains("account:read",
            (await Assert.ThrowsAsync<VocaFusePermissionException>(() => reader.GetAccountAsync(Token))).Message, StringComparison.Ordinal);
        Assert.NotEmpty((await reader.GetVoiceNoteAsync(sandbox.Store.Ids()[0], Token)).Id);

        var processing = sandbox.Store.Ids("processing")[0];
        var early = await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.GetTranscriptionAsync(processing, Token));
        Assert.Equal(VocaFuseResource.Transcription, early.Resource);
        Assert.Equal("TRANSCRIPTION_NOT_READY", early.Code);
    }

    private static async Task<VocaFuseException> FailAsync(int status, string body)
    {
        using var client = Clients.Scripted(
            new ScriptedHandler(Respond((HttpStatusCode)status, body, "application/json", ("X-Request-Id", "req_7"))), retries: 0);
        return await Assert.ThrowsAnyAsync<VocaFuseException>(() => client.GetVoiceNoteAsync("vn_1", Token));
    }
}
