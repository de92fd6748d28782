using VocaFuse.Sandbox.Api;

namespace VocaFuse.Sandbox.Hosting;

/// <summary>What a browser needs to let a page of another origin call the API and the storage.</summary>
internal static class Cors
{
    private const string AllowedHeaders = "Authorization, Content-Type";
    private const string AllowedMethods = "GET, POST, PUT, DELETE, OPTIONS";
    private const string ExposedHeaders = "ETag, X-Request-Id, Retry-After";

    /// <summary>Returns true for the request that a browser sends to find out if it may send another one.</summary>
    public static bool IsPreflight(ApiCall call) => call.Method == "OPTIONS" && call.Header("Origin") is not null
        && call.Header("Access-Control-Request-Method") is not null;

    /// <summary>Permits the headers of a page. The headers of the key are none of them: a key does not belong into a page.</summary>
    public static void AnswerPreflight(ApiCall call)
    {
        call.NoContent();
        call.Answer.Headers["Access-Control-Allow-Methods"] = AllowedMethods;
        call.Answer.Headers["Access-Control-Allow-Headers"] = AllowedHeaders;
        call.Answer.Headers["Access-Control-Max-Age"] = "600";
    }

    /// <summary>Lets the page read the response.</summary>
    public static void Permit(ApiCall call)
    {
        if (call.Header("Origin") is not null)
        {
            call.Answer.Headers["Access-Control-Allow-Origin"] = "*";
            call.Answer.Headers["Access-Control-Expose-Headers"] = ExposedHeaders;
        }
    }
}
