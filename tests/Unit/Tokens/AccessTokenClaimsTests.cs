using System.Buffers.Text;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Tokens;

public sealed class AccessTokenClaimsTests
{
    private const string Header = """{"alg":"HS256","typ":"JWT"}""";

    [Fact]
    public void Claims_and_times_are_read()
    {
        var claims = AccessTokenClaims.Parse(Token("""
            {"iss":"https://auth.example/","sub":"s1","user_id":"u1","tenant_id":"t1","aud":"voca","scope":"a b",
            "iat":1700000000,"nbf":1700000001,"exp":1700003600,"custom":{"n":1,"list":[true,null]}}
            """));

        Assert.Equal("u1", claims.UserId);
        Assert.Equal("t1", claims.TenantId);
        Assert.Equal("https://auth.example/", claims.Issuer);
        Assert.Equal(["voca"], claims.Audience);
        Assert.Equal(["a", "b"], claims.Scopes);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700000000).LocalDateTime, claims.IssuedAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700000001).LocalDateTime, claims.NotBefore);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700003600).LocalDateTime, claims.ExpiresAt);
        Assert.Equal("HS256", claims.Algorithm);
        Assert.Equal(1L, ((IReadOnlyDictionary<string, object?>)claims.Claims["custom"]!)["n"]);
        Assert.True(claims.IsExpired);
        Assert.False(claims.IsSignatureVerified);
    }

    [Fact]
    public void A_token_expires_at_its_end_and_not_before()
    {
        var clock = new TestClock();
        var end = clock.GetUtcNow().ToUnixTimeSeconds();

        Assert.True(AccessTokenClaims.Parse(Token($$"""{"exp":{{end}}}"""), clock).IsExpired);
        Assert.False(AccessTokenClaims.Parse(Token($$"""{"exp":{{end + 1}}}"""), clock).IsExpired);
        Assert.False(AccessTokenClaims.Parse(Token("{}"), clock).IsExpired);
    }

    [Fact]
    public void Claims_of_unexpected_types_are_converted_or_null()
    {
        var claims = AccessTokenClaims.Parse(
            Token("""{"sub":7,"exp":"soon","iat":1e300,"aud":["a","b"],"scopes":["x"],"scope":null,"tenant_id":null}"""));

        Assert.Equal("7", claims.UserId);
        Assert.Null(claims.ExpiresAt);
        Assert.Null(claims.IssuedAt);
        Assert.Equal(["a", "b"], claims.Audience);
        Assert.Equal(["x"], claims.Scopes);
        Assert.Null(claims.TenantId);
    }

    [Fact]
    public void Whitespace_around_a_token_is_ignored() =>
        Assert.Equal("u", AccessTokenClaims.Parse($"\n {Token("""{"sub":"u"}""")} \n").UserId);

    [Theory]
    [InlineData("")]
    [InlineData("opaque")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("a.b.c.d.e")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.W10.c2ln")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.bnVsbA.c2ln")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1In0=.c2ln=.")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.____.c2ln")]
    public void A_text_that_is_not_a_token_is_a_format_error(string token)
    {
        var failure = Assert.Throws<VocaFuseFormatException>(() => AccessTokenClaims.Parse(token));

        Assert.Equal(VocaFuseResource.AccessToken, failure.Resource);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public void Any_text_returns_claims_or_throws_a_format_error() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true),
        Prop.ForAll((byte[] header, byte[] payload, string? tail) =>
    {
        string[] tokens =
        [
            $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}.{tail}",
            $"{Part(Header)}.{Base64Url.EncodeToString(payload)}.{tail}",
            tail ?? "",
        ];
        foreach (var token in tokens)
        {
            try
            {
                AccessTokenClaims.Parse(token);
            }
            catch (VocaFuseFormatException)
            {
            }
        }
    }));

    private static string Token(string payload) => $"{Part(Header)}.{Part(payload)}.c2ln";

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
