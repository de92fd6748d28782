using VocaFuse.Sandbox;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.Json;

/// <summary>Both envelopes give the same objects.</summary>
public sealed class ResponseEnvelopeTests
{
    public static TheoryData<SandboxEnvelope> Envelopes => [SandboxEnvelope.Bare, SandboxEnvelope.Data];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Envelopes))]
    public async Task A_list_is_complete_and_in_order(SandboxEnvelope envelope)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Notes = 137, Envelope = envelope });
        using var client = Clients.Create(sandbox);

        var notes = await client.ListVoiceNotesAsync(new VoiceNoteQuery { PageSize = 50 }, Token).ToListAsync();

        Assert.Equal(sandbox.Store.Ids(), notes.Select(note => note.Id));
        Assert.Equal(137, await client.CountVoiceNotesAsync(cancellationToken: Token));
    }

    [Theory]
    [MemberData(nameof(Envelopes))]
    public async Task Filters_reach_the_service(SandboxEnvelope envelope)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Notes = 60, Envelope = envelope });
        using var client = Clients.Create(sandbox);
        var all = await client.ListVoiceNotesAsync(cancellationToken: Token).ToListAsync();
        var middle = all[30].CreatedAt!.Value;

        var failed = await client.ListVoiceNotesAsync(new VoiceNoteQuery { Statuses = ["failed"] }, Token).ToListAsync();
        var later = await client.ListVoiceNotesAsync(new VoiceNoteQuery { CreatedAfter = middle }, Token).ToListAsync();
        var earlier = await client.ListVoiceNotesAsync(new VoiceNoteQuery { CreatedBefore = middle }, Token).ToListAsync();

        Assert.NotEmpty(failed);
        Assert.Equal(sandbox.Store.Ids("failed"), failed.Select(note => note.Id));
        Assert.Equal(all.Where(note => note.CreatedAt >= middle).Select(note => note.Id), later.Select(note => note.Id));
        Assert.Equal(all.Where(note => note.CreatedAt <= middle).Select(note => note.Id), earlier.Select(note => note.Id));
    }

    [Fact]
    public async Task Objects_are_the_same_in_both_envelopes()
    {
        await using var bare = await SandboxHost.StartAsync(new SandboxOptions { Envelope = SandboxEnvelope.Bare });
        await using var data = await SandboxHost.StartAsync(new SandboxOptions { Envelope = SandboxEnvelope.Data });
        using var bareClient = Clients.Create(bare);
        using var dataClient = Clients.Create(data);

        foreach (var id in bare.Store.Ids())
        {
            var note = await bareClient.GetVoiceNoteAsync(id, Token);
            Assert.NotNull(note.Duration);
            Assert.NotNull(note.FileSize);
            Assert.Equal(["department", "priority"], note.CustomTags!.Keys.Order());
            var other = await dataClient.GetVoiceNoteAsync(id, Token);
            (other.CreatedAt, other.UpdatedAt, other.ProcessedAt) = (
                WholeSeconds(other.CreatedAt), WholeSeconds(other.UpdatedAt), WholeSeconds(other.ProcessedAt));
            Assert.Equivalent(note, other, strict: true);
        }

        foreach (var id in bare.Store.Ids("transcribed"))
        {
            var transcription = await bareClient.GetTranscriptionAsync(id, Token);
            Assert.Equal(id, transcription.VoiceNoteId);
            var other = await dataClient.GetTranscriptionAsync(id, Token);
            other.CreatedAt = WholeSeconds(other.CreatedAt);
            Assert.Equivalent(transcription, other, strict: true);
        }

        var account = await bareClient.GetAccountAsync(Token);
        Assert.NotNull(account.Id);
        Assert.NotNull(account.Usage!.CurrentMonth!.VoiceNoteCount);
        var otherAccount = await dataClient.GetAccountAsync(Token);
        (otherAccount.CreatedAt, otherAccount.UpdatedAt) = (WholeSeconds(otherAccount.CreatedAt), WholeSeconds(otherAccount.UpdatedAt));
        // One envelope has only the tenant's ID.
        Assert.Equal(otherAccount.TenantId, otherAccount.Id);
        otherAccount.Id = account.Id;
        Assert.Equivalent(account, otherAccount, strict: true);
    }

    [Theory]
    [InlineData("""{"data":{"id":"vn_1"},"meta":{"request_id":"r"}}""")]
    [InlineData("""{"success":true,"message":"found","data":{"id":"vn_1"}}""")]
    [InlineData("""{"id":"vn_1","data":{"id":"another"}}""")]
    [InlineData("""{"data":{"id":"another"},"id":"vn_1"}""")]
    [InlineData("""{"id":"vn_1","data":null,"pagination":7}""")]
    public async Task A_note_is_found_in_either_envelope(string body)
    {
        using var client = Clients.Scripted(new ScriptedHandler(Ok(body)));

        Assert.Equal("vn_1", (await client.GetVoiceNoteAsync("vn_1", Token)).Id);
    }

    [Theory]
    [InlineData("""{"voicenotes":[{"id":"vn_1"}],"total":1}""")]
    [InlineData("""{"recordings":[{"id":"vn_1"}],"next_page_uri":null}""")]
    [InlineData("""{"data":[{"id":"vn_1"}],"pagination":{"page":0,"limit":100,"total":1,"has_more":false}}""")]
    [InlineData("""{"success":true,"data":{"voicenotes":[{"id":"vn_1"}],"pagination":{"total":"1"}}}""")]
    [InlineData("""{"pagination":null,"meta":[],"data":[{"id":"vn_1"}]}""")]
    [InlineData("""[{"id":"vn_1"}]""")]
    public async Task A_page_is_found_in_either_envelope(string body)
    {
        var network = new ScriptedHandler(Ok(body));
        using var client = Clients.Scripted(network);

        Assert.Equal("vn_1", Assert.Single(await client.ListVoiceNotesAsync(cancellationToken: Token).ToListAsync()).Id);
        Assert.Single(network.Requests);
    }

    [Theory]
    [InlineData("""{"voicenotes":[]}""")]
    [InlineData("""{"voicenotes":null}""")]
    [InlineData("""{"data":[],"pagination":{"total":0,"has_more":false}}""")]
    public async Task An_empty_list_is_not_an_error(string body)
    {
        using var client = Clients.Scripted(new ScriptedHandler(Ok(body)));

        Assert.Empty(await client.ListVoiceNotesAsync(cancellationToken: Token).ToListAsync());
    }

    /// <summary>Removes the fraction of a second, which the documented form does not have.</summary>
    private static DateTime? WholeSeconds(DateTime? moment) => moment?.AddTicks(-(moment.Value.Ticks % TimeSpan.TicksPerSecond));
}
