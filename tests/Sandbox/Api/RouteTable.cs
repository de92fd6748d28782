namespace VocaFuse.Sandbox.Api;

/// <summary>
/// Finds routes by the raw request target. The routing of ASP.NET Core resolves dots and escapes first, but an ID such as
/// <c>..%2Faccount</c> must stay one segment.
/// </summary>
internal sealed class RouteTable
{
    private readonly List<Route> _routes = [];

    public void Add(string method, string path, string scope, Action<ApiCall> handle) =>
        _routes.Add(new(method, Split(path), Access.Key, scope, Synchronous(handle)));

    public void Add(string method, string path, Access access, Action<ApiCall> handle) =>
        _routes.Add(new(method, Split(path), access, "", Synchronous(handle)));

    public void Add(string method, string path, Access access, Func<ApiCall, ValueTask> handle) =>
        _routes.Add(new(method, Split(path), access, "", handle));

    /// <summary>Finds the route and sets the arguments of the call. An unknown route causes the configured error or 405.</summary>
    public Route Find(ApiCall call)
    {
        var segments = Split(call.Path);
        var pathKnown = false;
        foreach (var route in _routes)
        {
            if (!Matches(route.Segments, segments))
            {
                continue;
            }

            pathKnown = true;
            if (route.Method == call.Method)
            {
                call.Arguments = [.. segments.Where((_, i) => route.Segments[i] == "{}").Select(Uri.UnescapeDataString)];
                return route;
            }
        }

        throw pathKnown && call.Method != "HEAD"
            ? new ApiException(405, "METHOD_NOT_ALLOWED", $"The method {call.Method} is not allowed here.")
            : call.State.Options.UnknownRoute switch
            {
                UnknownRouteResponse.NotFound => ApiException.Gateway(404, "Not Found"),
                UnknownRouteResponse.MissingToken => ApiException.Gateway(403, "Missing Authentication Token"),
                _ => ApiException.NotFound("No such resource."),
            };
    }

    private static string[] Split(string path) => path.TrimStart('/').Split('/');

    private static bool Matches(string[] pattern, string[] segments)
    {
        if (pattern.Length != segments.Length)
        {
            return false;
        }

        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == "{}" ? segments[i].Length == 0 : pattern[i] != segments[i])
            {
                return false;
            }
        }

        return true;
    }

    private static Func<ApiCall, ValueTask> Synchronous(Action<ApiCall> handle) => call =>
    {
        handle(call);
        return ValueTask.CompletedTask;
    };
}
