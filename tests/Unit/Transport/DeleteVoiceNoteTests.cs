using VocaFuse.Sandbox;
using Xunit;

namespace VocaFuse.Unit.Transport;

public sealed class DeleteVoiceNoteTests : IAsyncLifetime
{
    private SandboxHost sandbox = null!;
    private VocaFuseClient client = null!;
    private string id = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        sandbox = await SandboxHost.StartAsync(new SandboxOptions { Notes = 3 });
        client = new VocaFuseClient(new VocaFuseClientOptions(sandbox.ApiKey, sandbox.ApiSecret) { BaseAddress = sandbox.BaseAddress,
            RetryDelay = TimeSpan.Zero, ApiNames = ApiNames.VoiceNotes });
        id = sandbox.Store.Ids()[1];
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await sandbox.DisposeAsync();
    }

    [Fact]
    public async Task A_deletion_deletes_only_the_voice_note()
    {
        await client.DeleteVoiceNoteAsync(id, Token);

        Assert.DoesNotContain(id, sandbox.Store.Ids());
        Assert.Equal(2, sandbox.Store.Count);
        var request = Assert.Single(sandbox.Log);
        Assert.Equal(("DELETE", $"/v1/voicenotes/{id}", 0L), (request.Method, request.Path, request.BodyLength));
    }

    [Fact]
    public async Task A_missing_voice_note_is_not_found()
    {
        var failure = await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.DeleteVoiceNoteAsync("vn_none", Token));

        Assert.Equal(VocaFuseResource.VoiceNote, failure.Resource);
        Assert.Contains("vn_none", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FaultKind.Reset, null)]
    [InlineData(FaultKind.Status, 500)]
    [InlineData(FaultKind.Html, 502)]
    public async Task A_deletion_whose_response_was_lost_succeeds(FaultKind kind, int? status)
    {
        sandbox.Faults.Add(new Fault { Method = "DELETE", Kind = kind, Status = status, ApplyFirst = true });

        await client.DeleteVoiceNoteAsync(id, Token);

        Assert.DoesNotContain(id, sandbox.Store.Ids());
        Assert.Equal(2, sandbox.Log.Count);
        Assert.Equal(404, sandbox.Log[1].Status);
    }

    [Fact]
    public async Task A_404_after_a_429_is_not_found()
    {
        sandbox.Faults.Add(new Fault { Method = "DELETE", Kind = FaultKind.Status, Status = 429, RetryAfter = "0" });

        await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.DeleteVoiceNoteAsync("vn_none", Token));

        Assert.Equal([429, 404], sandbox.Log.Select(request => request.Status));
    }

    [Fact]
    public async Task An_HTML_response_to_a_deletion_is_unreadable()
    {
        sandbox.Faults.Add(new Fault { Method = "DELETE", Kind = FaultKind.Html, Status = 200 });

        var failure = await Assert.ThrowsAsync<VocaFuseResponseException>(() => client.DeleteVoiceNoteAsync(id, Token));

        Assert.True(failure.MayHaveBeenApplied);
        Assert.Contains(id, sandbox.Store.Ids());
    }

    [Fact]
    public async Task An_id_is_one_path_segment()
    {
        await Assert.ThrowsAsync<VocaFuseNotFoundException>(() => client.DeleteVoiceNoteAsync("../account/api-keys/1", Token));

        Assert.Equal("/v1/voicenotes/..%2Faccount%2Fapi-keys%2F1", Assert.Single(sandbox.Log).Path);
    }
}
