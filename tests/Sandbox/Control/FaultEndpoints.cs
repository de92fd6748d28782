using VocaFuse.Sandbox.Api;

namespace VocaFuse.Sandbox.Control;

/// <summary>Controls the faults, the request log and the rate limit.</summary>
internal static class FaultEndpoints
{
    public static void Map(RouteTable routes)
    {
        routes.Add("POST", "/_sandbox/faults", Access.Open, call =>
        {
            call.State.Faults.Add(ControlJson.Read<Fault>(call));
            call.NoContent();
        });
        routes.Add("DELETE", "/_sandbox/faults", Access.Open, call =>
        {
            call.State.Faults.Clear();
            call.NoContent();
        });
        routes.Add("GET", "/_sandbox/log", Access.Open, call => ControlJson.Write(call, call.State.Log.Snapshot()));
        routes.Add("DELETE", "/_sandbox/log", Access.Open, call =>
        {
            call.State.Log.Clear();
            call.NoContent();
        });
        routes.Add("GET", "/_sandbox/requests/max-concurrent", Access.Open, call => ControlJson.Write(call, new
        {
            MaxConcurrent = call.State.ApiGauge.Max,
            MaxConcurrentStorage = call.State.StorageGauge.Max,
        }));
        routes.Add("POST", "/_sandbox/rate-limit", Access.Open, call =>
        {
            var wanted = ControlJson.Read<RateLimitRequest>(call);
            call.State.RateLimit.Set(wanted.PerSecond, wanted.RetryAfter);
            call.NoContent();
        });
    }
}
