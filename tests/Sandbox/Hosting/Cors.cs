using VocaFuse.Sandbox.Api;

namespace VocaFuse.Sandbox.Hosting;

/// <summary>The headers with which a browser allows a page of another origin to call the API and the storage (CORS).</summary>
internal static class Cors
{
    private const string AllowedHeaders = "Authorization, Content-Type";
    private const string AllowedMethods = "GET, POST, PUT, DELETE, OPTIONS";
    private const string ExposedHeaders = "ETag, X-Request-Id, Retry-After";

    /// <summary>Returns true for a preflight request, which a browser sends to check whether the actual request is allowed.</summary>
    public static bool IsPreflight(ApiCall call) => call.Method == "OPTIONS" && call.Header("Origin") is not null
        && call.Header("Access-Control-Request-Method") is not null;

    /// <summary>Permits the headers of a page, but not those of the API key: a page must not have the key.</summary>
    public static void RespondToPreflight(ApiCall call)
    {
        call.NoContent();
        call.Response.Headers["Access-Control-Allow-Methods"] = AllowedMethods;
        call.Response.Headers["Access-Control-Allow-Headers"] = AllowedHeaders;
        call.Response.Headers["Access-Control-Max-Age"] = "600";
    }

    /// <summary>Allows the page to read the response.</summary>
    public static void AllowOrigin(ApiCall call)
    {
        if (call.Header("Origin") is not null)
        {
            call.Response.Headers["Access-Control-Allow-Origin"] = "*";
            call.Response.Headers["Access-Control-Expose-Headers"] = ExposedHeaders;
        }
    }
}
