using Microsoft.AspNetCore.Http.Features;

namespace VocaFuse.Sandbox.Hosting;

internal static class RequestExtensions
{
    /// <summary>Whether the request has a body, of whatever length.</summary>
    public static bool HasBody(this HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true;
}
