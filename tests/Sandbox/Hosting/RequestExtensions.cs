using Microsoft.AspNetCore.Http.Features;

namespace VocaFuse.Sandbox.Hosting;

internal static class RequestExtensions
{
    /// <summary>Returns true if the request has a body of any length.</summary>
    public static bool HasBody(this HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true;
}
