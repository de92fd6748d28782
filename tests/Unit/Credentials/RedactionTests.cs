using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using VocaFuse.Credentials;
using VocaFuse.Transport;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.Credentials;

/// <summary>No response puts a secret into an exception or an event.</summary>
public sealed class RedactionTests
{
    private const string OtherSecret = "b0b5-5ecret/with+signs==";
    private const string WebhookSecret = "whsec_q1w2e3r4t5z6";
    private const string Jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.dGhlLXNpZ25hdHVyZQ";
    private const string OtherKey = "sk_live_an0therKey";
    private const string Presigned = "https://s3.example/b/k?X-Amz-Algorithm=AWS4&X-Amz-Credential=AKIA123%2F2025"
        + "&X-Amz-Security-Token=FwoGZX&X-Amz-Signature=deadbeef99";

    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Bodies with the secret that must not be seen again.</summary>
    public static TheoryData<string, string> Leaks => new()
    {
        { $"key {Clients.Key} with secret {Clients.Secret} refused", Clients.Secret },
        { $"key {Clients.Key} refused", Clients.Key },
        { $"SECRET {Clients.Secret.ToUpperInvariant()}", Clients.Secret.ToUpperInvariant() },
        { $$"""{"secret":"{{OtherSecret}}"}""", OtherSecret },
        { $$"""{"api_secret" : "{{OtherSecret}}"}""", OtherSecret },
        { $$"""{"webhookSecret":"{{OtherSecret}}"}""", OtherSecret },
        { $$"""{"token":"{{OtherSecret}}"}""", OtherSecret },
        { $$"""{"id_token":"{{OtherSecret}}"}""", OtherSecret },
        { $$"""{"password":"a\"{{OtherSecret}}"}""", OtherSecret },
        { $$"""{"api_key":"{{OtherSecret}}"}""", OtherSecret },
        { $$"""{"presigned_url":"{{Presigned}}"}""", "s3.example" },
        { $"hook {WebhookSecret} unknown", WebhookSecret },
        { $"Bearer {Jwt} expired", Jwt },
        { $"key={OtherKey}", OtherKey },
        { $"PUT {Presigned} failed", "deadbeef99" },
        { $"PUT {Presigned} failed", "AKIA123" },
        { $"PUT {Presigned} failed", "FwoGZX" },
        { $$"""{"url":"{{Presigned.Replace("&", "\\u0026", StringComparison.Ordinal)}}"}""", "deadbeef99" },
        { $"<a href='{Presigned.Replace("&", "&amp;", StringComparison.Ordinal)}'>", "deadbeef99" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Leaks))]
    public async Task An_excerpt_contains_no_secret(string body, string secret)
    {
        AssertHidden(secret, await FailAsync(HttpStatusCode.OK, body));
        AssertHidden(secret, await FailAsync(HttpStatusCode.BadRequest, body));
        AssertHidden(secret,
            await FailAsync(HttpStatusCode.BadRequest,
            JsonSerializer.Serialize(new { error = new { code = body, message = body, type = body,
            details = new { a = body, b = new object[] { body } } } })));
        AssertHidden(secret, await FailAsync(HttpStatusCode.BadRequest, JsonSerializer.Serialize(new { error = body })));
    }

    [Fact]
    public async Task Details_hide_fields_with_secret_names()
    {
        var failure = await FailAsync(HttpStatusCode.BadRequest,
            $$$"""
            {"error":{"message":"No.","details":{"secret":"{{{OtherSecret}}}","nested":[{"Api_Key":"{{{OtherSecret}}}"}],
                "{{{WebhookSecret}}}":1,"whsec_other":2,"field":"url"} } }
            """);

        Assert.Equal("url", failure.Details["field"]);
        Assert.IsType<VocaFuseInvalidRequestException>(failure);
        AssertHidden(OtherSecret, failure);
        AssertHidden(WebhookSecret, failure);
    }

    [Fact]
    public async Task A_secret_at_the_end_of_an_excerpt_is_not_shown_in_part()
    {
        // Wherever the excerpt, or the window it is made from, ends inside the secret: with blanks that collapse before it.
        foreach (var before in Enumerable.Range(150, 60).Concat(Enumerable.Range(4040, 60)))
        {
            foreach (var (secret, telling, field) in new[] { (Clients.Secret, 5, ""), (OtherSecret, 1, "\"secret\":\""),
                (WebhookSecret, 7, ""), (Jwt, 1, "\"token\":\"") })
            {
                var failure = await FailAsync(HttpStatusCode.OK,
                    "{" + new string(before > 1000 ? ' ' : '-', before) + field + secret + new string('-', 5000));
                Assert.DoesNotContain(field + secret[..telling], failure.Message, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task A_body_truncated_inside_a_secret_shows_no_part_of_it()
    {
        for (var length = 5; length < Clients.Secret.Length; length++)
        {
            var failure = await FailAsync(HttpStatusCode.OK, $$"""{"id":"vn_1","echo":"{{Clients.Secret[..length]}}""");
            Assert.DoesNotContain(Clients.Secret[..5], failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Request_contents_are_reported_without_secrets()
    {
        var events = new RecordedRequestEvents(includesContent: true);
        using var transport = new ApiTransport(new(Clients.Key, Clients.Secret)
        {
            Handler = new ScriptedHandler(Respond(HttpStatusCode.OK, $$"""{"secret":"{{OtherSecret}}","note":"{{Clients.Secret}}"}""",
                "application/json", ("Set-Cookie", "session=0123456"), ("X-Echo", Clients.Secret))),
        }, Clients.Address);

        await transport.SendAsync(
            new ApiRequest(HttpMethod.Post, "/webhooks",
                VocaFuseResource.Webhook) { Body = Encoding.UTF8.GetBytes($$"""{"secret":"{{OtherSecret}}","url":"https://a.example"}""") },
            static response => response.StatusCode, events, Token);
        await transport.SendAsync(
            new ApiRequest(HttpMethod.Post, "/upload", VocaFuseResource.Upload) { BearerToken = "opaque-token" }, static response =>
                response.StatusCode, events, Token);

        var content = events.All.OfType<RequestContent>().ToList();
        Assert.Equal(4, content.Count);
        Assert.Contains(content, requestEvent =>
            requestEvent.Headers.Contains("X-VocaFuse-API-Key: sk_test_…cdef", StringComparison.Ordinal));
        Assert.Contains(content, requestEvent => requestEvent.Headers.Contains("X-VocaFuse-API-Secret: ***", StringComparison.Ordinal));
        Assert.Contains(content, requestEvent => requestEvent.Headers.Contains("Authorization: ***", StringComparison.Ordinal));
        Assert.Contains(content, requestEvent => requestEvent.Body.Contains("https://a.example", StringComparison.Ordinal));
        var all = string.Join('\n', content.Select(requestEvent => requestEvent.ToString()));
        foreach (var secret in new[] { Clients.Key, Clients.Secret, OtherSecret, "opaque-token", "session=0123456" })
        {
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_observer_without_content_receives_no_content()
    {
        var events = new RecordedRequestEvents();
        using var client = Clients.Scripted(new ScriptedHandler(Ok(Samples.Account)), observer: events);

        await client.GetAccountAsync(Token);

        var ended = Assert.IsType<RequestEnded>(Assert.Single(events.All));
        Assert.Equal(("GET", "/account", 1, HttpStatusCode.OK), (ended.Method, ended.Path, ended.Attempt, ended.StatusCode));
    }

    [Theory]
    [InlineData("the secretary kept the token of appreciation?")]
    [InlineData("""{"token_type":"Bearer","secrets":3,"field":"secret"}""")]
    [InlineData("GET /v1/voicenotes?page=0&limit=10")]
    public void Text_without_secrets_is_unchanged(string text) =>
        Assert.Equal(text, new Redactor(Clients.Key, Clients.Secret).Redact(text));

    [Theory]
    [InlineData("test")]
    [InlineData("note")]
    [InlineData("e")]
    public void A_short_secret_does_not_remove_ordinary_words(string secret)
    {
        var redactor = new Redactor(Clients.Key, secret);

        Assert.Equal($"the {secret} of the {secret}er", redactor.Redact($"the {secret} of the {secret}er"));
        Assert.Equal("***", redactor.Redact(secret));
    }

    [Fact]
    public async Task A_secret_that_is_typed_as_an_ID_is_in_no_message_or_event()
    {
        // Its characters are escaped in the path.
        const string Secret = "a/very+long_secret=";
        var events = new RecordedRequestEvents(includesContent: true);
        using var client = new VocaFuseClient(new VocaFuseClientOptions(Clients.Key, Secret)
        {
            Handler = new ScriptedHandler(Respond(HttpStatusCode.NotFound, "{}")),
            MaximumRetryCount = 0,
            Observer = events,
            ApiNames = ApiNames.VoiceNotes,
        });
        var failure = await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.GetVoiceNoteAsync(Secret, Token));

        var shown = $"{failure}\n{failure.Path}\n{string.Join('\n', events.All)}";
        Assert.Contains("***", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Uri.EscapeDataString(Secret), shown, StringComparison.Ordinal);
    }

    private static async Task<VocaFuseException> FailAsync(HttpStatusCode status, string body)
    {
        using var client = Clients.Scripted(new ScriptedHandler(Respond(status, body)), retries: 0);
        return await Assert.ThrowsAnyAsync<VocaFuseException>(() => client.GetVoiceNoteAsync("vn_1", Token));
    }

    private static void AssertHidden(string secret, VocaFuseException failure)
    {
        // The whole exception as text, inner ones included, and every property.
        var shown = failure + "\n" + failure.Code + failure.ErrorType + failure.Excerpt + JsonSerializer.Serialize(failure.Details, AsItIs);
        Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
    }
}
