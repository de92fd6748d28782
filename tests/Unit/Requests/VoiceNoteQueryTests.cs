using System.Net;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.Requests;

/// <summary>Limits of the creation time are sent in milliseconds and checked again on the response.</summary>
public sealed class VoiceNoteQueryTests
{
    private static readonly DateTimeOffset Bound = new DateTimeOffset(2025, 10, 6, 12, 0, 0, TimeSpan.Zero).AddTicks(15_001);

    [Fact]
    public async Task Bounds_are_sent_in_milliseconds_and_rounded_outwards()
    {
        var network = new ScriptedHandler(Ok("""{"voicenotes":[]}"""));
        using var client = Clients.Scripted(network);

        await client.ListVoiceNotesAsync(new VoiceNoteQuery { CreatedAfter = Bound, CreatedBefore = Bound }, Token).ToListAsync();

        Assert.Equal(
            "?page=0&limit=100&date_from=2025-10-06T12:00:00.001Z&date_to=2025-10-06T12:00:00.002Z",
            Uri.UnescapeDataString(network.Requests[0].Uri.Query));
    }

    [Fact]
    public async Task Voice_notes_outside_the_bounds_are_not_returned()
    {
        using var client = Clients.Scripted(new ScriptedHandler(Ok("""
            {"voicenotes":[
                {"id":"late","created_at":"2025-10-06T12:00:00.0015002Z"},
                {"id":"exact","created_at":"2025-10-06T12:00:00.0015001Z"},
                {"id":"unknown"},
                {"id":"early","created_at":"2025-10-06T12:00:00.001Z"},
                {"id":"exact2","created_at":"2025-10-06T12:00:00.0015001Z"}],"page":0,"page_size":100,"total":5}
            """)));
        var query = new VoiceNoteQuery { CreatedAfter = Bound, CreatedBefore = Bound };

        var all = await client.ListVoiceNotesAsync(query, Token).ToListAsync();
        var first = await client.ListVoiceNotesAsync(query with { First = 3 }, Token).ToListAsync();

        Assert.Equal(["exact", "unknown", "exact2"], all.Select(static note => note.Id));
        Assert.Equal(["exact", "unknown", "exact2"], first.Select(static note => note.Id));
    }

    [Fact]
    public async Task A_rejected_status_is_sent_again_with_its_other_name()
    {
        var network = new ScriptedHandler(
            Respond(HttpStatusCode.BadRequest, """{"error":{"message":"'status' must be one of processing, transcribed, failed."}}"""),
            Ok("""{"voicenotes":[{"id":"a","status":"transcribed"}],"page":0,"page_size":100,"total":1}"""),
            Ok("""{"voicenotes":[{"id":"a","status":"transcribed"}],"page":0,"page_size":1,"total":1}"""));
        using var client = Clients.Scripted(network);

        var query = new VoiceNoteQuery { Statuses = ["completed"] };

        Assert.Equal("a", Assert.Single(await client.ListVoiceNotesAsync(query, Token).ToListAsync()).Id);
        Assert.Equal(1, await client.CountVoiceNotesAsync(query, Token));
        Assert.Equal(["completed", "transcribed", "transcribed"], network.Requests.Select(static request =>
            request.Uri.Query.Split("status=")[1]));
    }

    [Fact]
    public async Task Several_statuses_with_completed_also_select_transcribed()
    {
        using var client = Clients.Scripted(new ScriptedHandler(
            Respond(HttpStatusCode.BadRequest, "{}"),
            Ok("""{"voicenotes":[],"page":0,"page_size":1,"total":0}"""),
            Ok("""
                {"voicenotes":[{"id":"a","status":"Transcribed"},{"id":"b","status":"processing"},{"id":"c","status":"failed"}],
                "page":0,"page_size":100,"total":3}
                """)));

        var query = new VoiceNoteQuery { Statuses = ["completed", "failed"] };
        var notes = await client.ListVoiceNotesAsync(query, Token).ToListAsync();

        Assert.Equal(["a", "c"], notes.Select(static note => note.Id));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
