using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Tokens;

public sealed class AccessTokenTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_long_response_is_read_and_completed_from_the_claims()
    {
        var jwt = Jwt("""{"user_id":"u1","exp":1900000000,"tenant_id":"t1"}""");
        var (token, sent) = await CreateAsync(
            $$"""{"success":true,"data":{"jwt_token":"{{jwt}}","id_token":"other","token_type":"Bearer","expires_in":3600,"service_account":"fe@t1","scopes":["a.b"]},"message":"ok"}""");

        Assert.Equal("u1", token.UserId);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1900000000).LocalDateTime, token.ExpiresAt);
        Assert.Equal(["a.b"], token.Scopes);
        Assert.Equal("t1", token.TenantId);
        Assert.Equal(("Bearer", "fe@t1"), (token.TokenType, token.ServiceAccount));
        Assert.Equal(jwt, Text(token));
        Assert.DoesNotContain(jwt, token.ToString(), StringComparison.Ordinal);
        Assert.Equal("""{"user_id":"u1","scopes":["voice-api.upload_voicenote"]}""", sent);
    }

    [Fact]
    public async Task The_short_response_is_read()
    {
        var (token, _) = await CreateAsync($$"""{"token":"{{Jwt("""{"scope":"x y"}""")}}","expires_in":120}""");

        Assert.Equal(new DateTimeOffset(2025, 10, 6, 12, 2, 0, TimeSpan.Zero).LocalDateTime, token.ExpiresAt);
        Assert.Equal(["x", "y"], token.Scopes);
        Assert.Null(token.TenantId);
    }

    [Fact]
    public async Task A_token_that_cannot_be_decoded_is_returned()
    {
        var (token, _) = await CreateAsync("""{"token":"opaque"}""");

        Assert.Equal("opaque", Text(token));
        Assert.Equal(["voice-api.upload_voicenote"], token.Scopes);
        Assert.Null(token.ExpiresAt);
    }

    [Fact]
    public async Task Lifetime_and_scopes_are_sent()
    {
        using var network = new ScriptedHandler(ScriptedHandler.Ok("""{"token":"opaque"}"""));
        using var client = Clients.Scripted(network);
        await client.CreateAccessTokenAsync("a/b é", TimeSpan.FromSeconds(90.9), ["one", "two"], Token);

        using var sent = JsonDocument.Parse(network.Requests[0].Body!);
        Assert.Equal(90, sent.RootElement.GetProperty("expires_in").GetInt64());
        Assert.Equal("a/b é", sent.RootElement.GetProperty("user_id").GetString());
        Assert.Equal(["one", "two"], sent.RootElement.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
    }

    [Theory]
    [InlineData("""{ "token" : "opaque",  "expires_in":60, "unknown": "\u00e9 é" }""")]
    [InlineData("""{"success":true,"data":{"id_token":"x","jwt_token":"opaque"}}""" + "\n")]
    public async Task The_JSON_response_is_returned_unchanged(string body)
    {
        using var network = new ScriptedHandler(ScriptedHandler.Ok(body));
        using var client = Clients.Scripted(network);

        Assert.Equal(body, await client.CreateAccessTokenJsonAsync("u1", cancellationToken: Token));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"token":""}""")]
    [InlineData("""{"data":{"jwt_token":null}}""")]
    [InlineData("<html>")]
    public async Task A_response_without_a_token_is_an_error(string body)
    {
        using var network = new ScriptedHandler(ScriptedHandler.Ok(body));
        using var client = Clients.Scripted(network);

        await Assert.ThrowsAsync<VocaFuseResponseException>(
            () => client.CreateAccessTokenAsync("u1", cancellationToken: Token));
        await Assert.ThrowsAsync<VocaFuseResponseException>(
            () => client.CreateAccessTokenJsonAsync("u1", cancellationToken: Token));
    }

    private static async Task<(AccessToken Token, string? Sent)> CreateAsync(string body)
    {
        using var network = new ScriptedHandler(ScriptedHandler.Ok(body));
        using var client = Clients.Scripted(network);
        var token = await client.CreateAccessTokenAsync("u1", cancellationToken: Token);
        return (token, network.Requests[0].Body);
    }

    private static string Text(AccessToken token) => new NetworkCredential("", token.Token).Password;

    private static string Jwt(string payload) => $"{Part("""{"alg":"HS256","typ":"JWT"}""")}.{Part(payload)}.c2ln";

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
