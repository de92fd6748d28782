using VocaFuse.Sandbox.Data;

namespace VocaFuse.Sandbox.Api;

/// <summary>Authenticates and authorizes requests.</summary>
internal static class Authentication
{
    public const string KeyHeader = "X-VocaFuse-API-Key";
    public const string SecretHeader = "X-VocaFuse-API-Secret";

    public static async ValueTask CheckAsync(ApiCall call, Route route)
    {
        switch (route.Access)
        {
            case Access.Key:
                var key = call.State.Keys.Authenticate(call.Header(KeyHeader), call.Header(SecretHeader))
                    ?? throw ApiException.Unauthorized("Invalid API key or secret.");
                if (!key.Scopes.Contains(route.Scope))
                {
                    throw ApiException.Forbidden(call.Names.Translate(route.Scope));
                }

                key.Used();
                call.Identify(key);
                break;

            case Access.FrontEndToken:
                var (tenant, userId) = await ValidateTokenAsync(call);
                call.Identify(tenant, userId);
                break;
        }
    }

    private static async ValueTask<(Tenant Tenant, string UserId)> ValidateTokenAsync(ApiCall call)
    {
        // A web page that sends the API key has leaked it. Reject the request, so that the mistake is noticed.
        if (call.Header(KeyHeader) is not null || call.Header(SecretHeader) is not null)
        {
            throw ApiException.Unauthorized("API keys are not accepted here; send a front-end token.");
        }

        const string scheme = "Bearer ";
        var authorization = call.Header("Authorization");
        if (authorization is null || !authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw ApiException.Unauthorized("A front-end token is required.");
        }

        return await call.State.Tokens.ValidateAsync(
            authorization[scheme.Length..].Trim(), call.State.Tenants, call.State.Options.Strict, call.Names.UploadScope);
    }
}
