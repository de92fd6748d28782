using VocaFuse.Sandbox;
using VocaFuse.Unit.Audio;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Uploads;

/// <summary>An upload has no maximum duration, but times out if it makes no progress.</summary>
public sealed class SlowLinkTests : IDisposable
{
    private const int Mebi = 1024 * 1024;

    private readonly string folder = Directory.CreateTempSubdirectory("vocafuse").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task An_upload_with_progress_can_take_longer_than_the_timeout()
    {
        var clock = new TestClock();
        var events = new RecordedRequestEvents();
        var storage = new SlowStorage(clock, TestClock.AttemptTimeout * 0.9);
        using var client = Clients.Scripted(storage, clock, observer: events);

        await client.UploadVoiceNoteAsync(new VoiceNoteUpload(Recording(4 * Mebi), "u1"), Token);

        Assert.InRange(storage.ChunkCount, 10, 4 * Mebi);
        Assert.Empty(events.All.OfType<RequestRetried>());
    }

    [Fact]
    public async Task An_upload_times_out_if_a_chunk_takes_longer_than_the_timeout()
    {
        var clock = new TestClock();
        var storage = new SlowStorage(clock, TestClock.AttemptTimeout * 1.1);
        using var client = Clients.Scripted(storage, clock, retries: 2);

        await Assert.ThrowsAsync<VocaFuseTimeoutException>(() =>
            client.UploadVoiceNoteAsync(new VoiceNoteUpload(Recording(4 * Mebi), "u1"), Token));

        Assert.Equal(3, storage.ChunkCount);
    }

    [Theory]
    [InlineData(120, true)]
    [InlineData(130, false)]
    public async Task Buffered_bytes_get_the_time_of_the_slowest_supported_upload(double seconds, bool succeeds)
    {
        // 4 MB at 32 KB a second take 128 s.
        var clock = new TestClock();
        using var client = Clients.Scripted(
            new SlowStorage(clock, TimeSpan.Zero, TestClock.AttemptTimeout + TimeSpan.FromSeconds(seconds)), clock);

        var failure = await Record.ExceptionAsync(
            () => client.UploadVoiceNoteAsync(new VoiceNoteUpload(Recording(4 * Mebi), "u1"), Token));

        Assert.Equal(succeeds ? null : typeof(VocaFuseTimeoutException), failure?.GetType());
    }

    [Fact]
    public async Task A_stalled_upload_is_retried()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var clock = new TestClock { FollowsSystemTime = true };
        var events = new RecordedRequestEvents();
        using var client = Clients.Create(sandbox, clock: clock, observer: events);
        sandbox.Faults.Add(new Fault { Path = "/storage/*", Kind = FaultKind.Hang });

        var uploading = client.UploadVoiceNoteAsync(new VoiceNoteUpload(Recording(Mebi), "u1"), Token);
        await Eventually.TrueAsync(() => sandbox.Log.Any(request => request.Fault is not null), uploading);
        clock.Expire();
        var note = await uploading;

        Assert.NotNull(sandbox.ContentOf(note.VoiceNoteId)!.Sha256);
        var retry = Assert.Single(events.All.OfType<RequestRetried>());
        Assert.Contains("stalled", retry.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(events.All, requestEvent => requestEvent.Path.Contains("signature", StringComparison.Ordinal));
    }

    private AudioFile Recording(int length)
    {
        var path = Path.Combine(folder, "a.mp3");
        File.WriteAllBytes(path, AudioSamples.Large(length));
        return AudioFile.Inspect(path, TimeSpan.FromSeconds(60));
    }
}
