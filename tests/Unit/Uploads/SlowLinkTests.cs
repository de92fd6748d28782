using VocaFuse.Sandbox;
using VocaFuse.Unit.Audio;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Uploads;

/// <summary>How long an upload may take, and how long it may stand still.</summary>
public sealed class SlowLinkTests : IDisposable
{
    private const int Mebi = 1024 * 1024;

    private readonly string folder = Directory.CreateTempSubdirectory("vocafuse").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_slow_link_that_moves_survives_a_timeout_shorter_than_the_upload()
    {
        var clock = new TestClock();
        var notices = new RecordedRequestEvents();
        var storage = new SlowStorage(clock, TestClock.AttemptTimeout * 0.9);
        using var client = Clients.Scripted(storage, clock, observer: notices);

        await client.UploadVoiceNoteAsync(new VoiceNoteUpload(Recording(4 * Mebi), "u1"), Stop);

        Assert.InRange(storage.Pieces, 10, 4 * Mebi);
        Assert.Empty(notices.All.OfType<RequestRetried>());
    }

    [Fact]
    public async Task A_link_that_needs_longer_for_a_piece_than_the_timeout_is_given_up()
    {
        var clock = new TestClock();
        var storage = new SlowStorage(clock, TestClock.AttemptTimeout * 1.1);
        using var client = Clients.Scripted(storage, clock, retries: 2);

        await Assert.ThrowsAsync<VocaFuseTimeoutException>(() =>
            client.UploadVoiceNoteAsync(new VoiceNoteUpload(Recording(4 * Mebi), "u1"), Stop));

        Assert.Equal(3, storage.Pieces);
    }

    [Theory]
    [InlineData(120, true)]
    [InlineData(130, false)]
    public async Task What_lies_in_the_systems_buffers_gets_the_time_of_a_slow_link(double seconds, bool isAwaited)
    {
        // 4 MB at 32 KB a second take 128 s.
        var clock = new TestClock();
        using var client = Clients.Scripted(
            new SlowStorage(clock, TimeSpan.Zero, TestClock.AttemptTimeout + TimeSpan.FromSeconds(seconds)), clock);

        var failure = await Record.ExceptionAsync(() => client.UploadVoiceNoteAsync(new VoiceNoteUpload(Recording(4 * Mebi), "u1"), Stop));

        Assert.Equal(isAwaited ? null : typeof(VocaFuseTimeoutException), failure?.GetType());
    }

    [Fact]
    public async Task An_upload_that_stands_still_is_given_up_and_tried_again()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var clock = new TestClock { IsPresent = true };
        var notices = new RecordedRequestEvents();
        using var client = Clients.Of(sandbox, clock: clock, observer: notices);
        sandbox.Faults.Add(new Fault { Path = "/storage/*", Kind = FaultKind.Hang });

        var uploading = client.UploadVoiceNoteAsync(new VoiceNoteUpload(Recording(Mebi), "u1"), Stop);
        await Eventually.TrueAsync(() => sandbox.Log.Any(request => request.Fault is not null), uploading);
        clock.Expire();
        var note = await uploading;

        Assert.NotNull(sandbox.ContentOf(note.VoiceNoteId)!.Sha256);
        var retry = Assert.Single(notices.All.OfType<RequestRetried>());
        Assert.Contains("stalled", retry.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(notices.All, notice => notice.Path.Contains("signature", StringComparison.Ordinal));
    }

    private AudioFile Recording(int length)
    {
        var path = Path.Combine(folder, "a.mp3");
        File.WriteAllBytes(path, AudioSamples.Large(length));
        return AudioFile.Inspect(path, TimeSpan.FromSeconds(60));
    }
}
