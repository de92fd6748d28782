using VocaFuse.Sandbox.Api;
using VocaFuse.Sandbox.Webhooks;

namespace VocaFuse.Sandbox.Control;

/// <summary>Sends and lists deliveries to the webhook of the first tenant.</summary>
internal static class DeliveryEndpoints
{
    public static void Map(RouteTable routes)
    {
        routes.Add("GET", "/_sandbox/deliveries", Access.Open, call => ControlJson.Write(call, call.State.Deliveries.Snapshot()));
        routes.Add("POST", "/_sandbox/deliver", Access.Open, DeliverAsync);
    }

    private static async ValueTask DeliverAsync(ApiCall call)
    {
        var wanted = ControlJson.Read<DeliverRequest>(call);
        var format = new DeliveryFormat(wanted.Event, wanted.Member, wanted.Signature);
        ControlJson.Write(call, await call.State.DeliverAsync(format, wanted.VoiceNoteId, call.Aborted));
    }
}
