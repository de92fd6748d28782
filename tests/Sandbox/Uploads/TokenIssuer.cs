using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using VocaFuse.Sandbox.Api;
using VocaFuse.Sandbox.Data;

namespace VocaFuse.Sandbox.Uploads;

/// <summary>Issues and validates front-end tokens.</summary>
internal sealed class TokenIssuer(int seed)
{
    private const string Issuer = "https://auth.vocafuse.example/";

    private readonly JsonWebTokenHandler _handler = new();
    private readonly SymmetricSecurityKey _key = new(SHA256.HashData(Encoding.UTF8.GetBytes($"front-end tokens of seed {seed}")));

    public string Issue(Tenant tenant, string userId, long expiresIn, IEnumerable<string> scopes, string use)
    {
        var now = DateTime.UtcNow;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            IssuedAt = now,
            Expires = now.AddSeconds(expiresIn),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = userId,
                ["user_id"] = userId,
                ["tenant_id"] = tenant.Id,
                ["token_use"] = use,
                ["scope"] = string.Join(' ', scopes),
            },
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>Gets the tenant and the user of a token that permits uploads.</summary>
    public async ValueTask<(Tenant Tenant, string UserId)> ValidateAsync(
        string token, IEnumerable<Tenant> tenants, bool acceptsIdOnly, string uploadScope)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidateAudience = false,
            IssuerSigningKey = _key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ClockSkew = TimeSpan.Zero,
        });
        if (!result.IsValid)
        {
            throw result.Exception is SecurityTokenExpiredException
                ? ApiException.Unauthorized("The token has expired.", 1002)
                : ApiException.Unauthorized("The token is invalid.");
        }

        if (acceptsIdOnly && Claim(result, "token_use") != TokenUse.Id)
        {
            throw ApiException.Unauthorized("Only an id token is accepted.");
        }

        if (!Claim(result, "scope").Split(' ').Any(Scopes.PermitsUpload))
        {
            throw ApiException.Forbidden(uploadScope);
        }

        var tenant = tenants.FirstOrDefault(t => t.Id == Claim(result, "tenant_id"))
            ?? throw ApiException.Unauthorized("The token is invalid.");
        return (tenant, Claim(result, "user_id"));
    }

    private static string Claim(TokenValidationResult result, string name) =>
        result.Claims.TryGetValue(name, out var value) ? value.ToString() ?? "" : "";
}
