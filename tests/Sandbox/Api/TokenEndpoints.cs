using VocaFuse.Sandbox.Data;
using VocaFuse.Sandbox.Uploads;

namespace VocaFuse.Sandbox.Api;

internal static class TokenEndpoints
{
    private const long DefaultSeconds = 3600;
    private const long MinSeconds = 60;
    private const long MaxSeconds = 86_400;

    public static void Map(RouteTable routes) => routes.Add("POST", "/token", Scopes.NotesWrite, Create);

    private static void Create(ApiCall call)
    {
        var body = JsonBody.Parse(call);
        var userId = body.RequireString("user_id");
        var expiresIn = body.GetInt64("expires_in") ?? DefaultSeconds;
        if (expiresIn is < MinSeconds or > MaxSeconds)
        {
            throw ApiException.Invalid("expires_in", $"'expires_in' must be from {MinSeconds} to {MaxSeconds} seconds.");
        }

        var scopes = body.GetChoices("scopes", Scopes.FrontEnd(call.State.Options.Family)) ?? [call.Names.UploadScope];
        var token = call.State.Tokens.Issue(call.Tenant, userId, expiresIn, scopes, TokenUse.Id);
        if (call.State.Options.TokenShape == SandboxTokenShape.Minimal)
        {
            using var json = call.Json();
            json.WriteStartObject();
            json.WriteString("token"u8, token);
            json.WriteNumber("expires_in"u8, expiresIn);
            json.WriteEndObject();
            return;
        }

        ResponseEnvelope.DataObject(call, 200, json =>
        {
            json.WriteString("jwt_token"u8, call.State.Tokens.Issue(call.Tenant, userId, expiresIn, scopes, TokenUse.Access));
            json.WriteString("id_token"u8, token);
            json.WriteString("token_type"u8, "Bearer"u8);
            json.WriteNumber("expires_in"u8, expiresIn);
            json.WriteString("tenant_id"u8, call.Tenant.Id);
            json.WriteString("service_account"u8, $"front-end@{call.Tenant.Id}.example");
            json.WriteStartArray("scopes"u8);
            foreach (var scope in scopes)
            {
                json.WriteStringValue(scope);
            }

            json.WriteEndArray();
        }, "Token generated successfully");
    }
}
