using System.Net;
using System.Text;
using VocaFuse.Json;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.Json;

/// <summary>Invalid text, such as half an emoji in one file name, does not make a list unreadable.</summary>
public sealed class InvalidTextRepairTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"a":"\ud83d"}""", """{"a":"\uFFFD"}""")]
    [InlineData("""{"a":"\uDE00\uD83D"}""", """{"a":"\uFFFD\uFFFD"}""")]
    [InlineData("""{"a":"\ud83d\ud83d\ude00"}""", """{"a":"\uFFFD\ud83d\ude00"}""")]
    [InlineData("""{"a\ud83d":"\ud83dx"}""", """{"a\uFFFD":"\uFFFDx"}""")]
    [InlineData("""{"a":"\\\ud83d"}""", """{"a":"\\\uFFFD"}""")]
    public void Half_a_surrogate_pair_is_replaced(string invalid, string repaired) =>
        Assert.Equal(repaired, Encoding.UTF8.GetString(InvalidTextRepair.Repair(Encoding.UTF8.GetBytes(invalid))!));

    [Theory]
    [InlineData("""{"a":"\ud83d\ude00 \u00e9 é 😀"}""")]
    [InlineData("""{"a":"\\ud83d"}""")]
    [InlineData("""{"a":"\ud83""")]
    [InlineData("""{"a":"\uzzzz\""")]
    [InlineData("")]
    [InlineData("\\")]
    public void Valid_text_needs_no_repair(string text) => Assert.Null(InvalidTextRepair.Repair(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Bytes_that_are_not_UTF8_are_replaced() =>
        Assert.Equal(
            """{"a":"M�ller"}""", Encoding.UTF8.GetString(InvalidTextRepair.Repair(Encoding.Latin1.GetBytes("""{"a":"Müller"}"""))!));

    [Fact]
    public async Task A_list_with_invalid_text_is_read()
    {
        using var client = Clients.Scripted(new ScriptedHandler(Ok(
            """{"voicenotes":[{"id":"vn_1","original_filename":"party \ud83d","custom_tags":{"mood":"\ude00","\ud83d":1}},{"id":"vn_2","original_filename":"\ud83d\ude00"}],"total":"\ud83d"}""")));

        var notes = await client.ListVoiceNotesAsync(cancellationToken: Token).ToListAsync();

        Assert.Equal(["party \ufffd", "\ud83d\ude00"], notes.Select(note => note.OriginalFilename));
        Assert.Equal("\ufffd", notes[0].CustomTags!["mood"]);
    }

    [Fact]
    public async Task A_note_in_another_encoding_is_read()
    {
        using var client = Clients.Scripted(
            new ScriptedHandler(Respond(HttpStatusCode.OK, Encoding.Latin1.GetBytes("""{"id":"vn_1","user_id":"Müller"}"""))));

        Assert.Equal("M�ller", (await client.GetVoiceNoteAsync("vn_1", Token)).UserId);
    }

    [Fact]
    public void A_delivery_with_invalid_text_is_read() =>
        Assert.Equal(
            "half \ufffd",
            WebhookEvent.Parse(
                """{"event":"voicenote.transcribed","voicenote":{"id":"vn_1","transcription":{"text":"half \ud83d"}}}"""u8).Text);

    [Fact]
    public async Task A_document_that_cannot_be_repaired_is_an_error()
    {
        using var client = Clients.Scripted(new ScriptedHandler(Ok("""{"id":"\ud83d" """)));

        Assert.StartsWith(
            """{"id":"\ud83d""",
                (await Assert.ThrowsAsync<VocaFuseResponseException>(() => client.GetVoiceNoteAsync("vn_1", Token))).Excerpt,
                    StringComparison.Ordinal);
    }
}
