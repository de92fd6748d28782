using VocaFuse.Sandbox.Api;
using VocaFuse.Sandbox.Data;

namespace VocaFuse.Sandbox.Control;

/// <summary>Reads and changes the data of the first tenant.</summary>
internal static class DataEndpoints
{
    public static void Map(RouteTable routes)
    {
        routes.Add("POST", "/_sandbox/reset", Access.Open, call =>
        {
            call.State.Reset();
            call.NoContent();
        });
        routes.Add("GET", "/_sandbox/state", Access.Open, State);
        routes.Add("GET", "/_sandbox/notes", Access.Open, call =>
            ControlJson.Write(call, call.State.First.Notes.Ids(call.Http.Request.Query["status"])));
        routes.Add("POST", "/_sandbox/notes", Access.Open, Add);
        routes.Add("PATCH", "/_sandbox/notes/{}", Access.Open, call =>
            Done(call, call.State.First.Notes.SetStatus(call.Arguments[0], ControlJson.Read<SetStatusRequest>(call).Status)));
        routes.Add("DELETE", "/_sandbox/notes/{}", Access.Open, call =>
            Done(call, call.State.First.Notes.Delete(call.Arguments[0])));
        routes.Add("GET", "/_sandbox/notes/{}/content-hash", Access.Open, call =>
            ControlJson.Write(call, (call.State.Uploads.OfNote(call.Arguments[0]) ?? throw NoteNotFound(call)).Content));
    }

    private static void Add(ApiCall call)
    {
        var wanted = ControlJson.Read<AddNotesRequest>(call);
        ControlJson.Write(call, call.State.First.Notes.Add(wanted.Count, wanted.Status, wanted.AtFront));
    }

    private static void State(ApiCall call)
    {
        var state = call.State;
        ControlJson.Write(call, new
        {
            Notes = state.First.Notes.Count,
            ByStatus = state.First.Notes.CountByStatus(),
            Uploads = state.Uploads.Count,
            Webhook = state.First.Webhook?.Id,
            ApiKeys = state.Keys.Get(state.First).Count,
            Deliveries = state.Deliveries.Snapshot().Count,
            Faults = state.Faults.Count,
            Logged = state.Log.Snapshot().Count,
        });
    }

    private static void Done(ApiCall call, bool found)
    {
        if (!found)
        {
            throw NoteNotFound(call);
        }

        call.NoContent();
    }

    private static ApiException NoteNotFound(ApiCall call) => ApiException.NotFound($"No note '{call.Arguments[0]}' here.");
}
