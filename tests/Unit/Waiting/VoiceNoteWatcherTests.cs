using VocaFuse.Sandbox;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Waiting;

public sealed class VoiceNoteWatcherTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_notes_that_reach_the_status_later_are_returned_the_oldest_first()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Notes = 50, Seed = 1 });
        using var client = Clients.Create(sandbox);
        var checkpoint = new WatchCheckpoint(["transcribed"], null, DateTimeOffset.UnixEpoch);
        var watcher = new VoiceNoteWatcher(client, checkpoint);

        await watcher.SkipExistingAsync(Token);
        Assert.Empty(await PollAsync(watcher, checkpoint));

        var added = sandbox.Store.Add(3);
        sandbox.Store.Add(1, "processing");
        Assert.Equal(added.Reverse(), await PollAsync(watcher, checkpoint));
        Assert.Empty(await PollAsync(watcher, checkpoint));
    }

    [Fact]
    public async Task A_note_is_returned_when_it_is_transcribed_after_newer_ones()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Notes = 0, Seed = 1 });
        using var client = Clients.Create(sandbox);
        var slow = sandbox.Store.Add(1, "processing")[0];
        // Notes are added one second apart, so the slow note is older than the overlap of two polls.
        sandbox.Store.Add(2000);
        var checkpoint = new WatchCheckpoint(["transcribed"], null, DateTimeOffset.UnixEpoch);
        var watcher = new VoiceNoteWatcher(client, checkpoint);

        await watcher.SkipExistingAsync(Token);
        var newer = sandbox.Store.Add(2);
        Assert.Equal(newer.Reverse(), await PollAsync(watcher, checkpoint));
        sandbox.Store.SetStatus(slow, "completed");

        Assert.Equal([slow], await PollAsync(watcher, checkpoint));
        Assert.Empty(await PollAsync(watcher, checkpoint));
    }

    [Fact]
    public async Task A_pending_note_that_fails_or_is_deleted_is_not_requested_again()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Notes = 0, Seed = 1 });
        using var client = Clients.Create(sandbox);
        var pending = sandbox.Store.Add(2, "processing");
        sandbox.Store.Add(1000);
        var checkpoint = new WatchCheckpoint(["transcribed"], null, DateTimeOffset.UnixEpoch);
        var watcher = new VoiceNoteWatcher(client, checkpoint);
        await watcher.SkipExistingAsync(Token);
        sandbox.Store.SetStatus(pending[0], "failed");
        sandbox.Store.Delete(pending[1]);

        Assert.Empty(await PollAsync(watcher, checkpoint));
        sandbox.Log.Clear();
        Assert.Empty(await PollAsync(watcher, checkpoint));

        Assert.DoesNotContain(sandbox.Log, request => request.Path.Contains("/voicenotes/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pending_note_is_requested_again_after_its_request_was_canceled()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Notes = 0, Seed = 1 });
        using var client = Clients.Create(sandbox);
        var slow = sandbox.Store.Add(1, "processing")[0];
        sandbox.Store.Add(1000);
        var checkpoint = new WatchCheckpoint(["transcribed"], null, DateTimeOffset.UnixEpoch);
        var watcher = new VoiceNoteWatcher(client, checkpoint);
        await watcher.SkipExistingAsync(Token);
        sandbox.Store.SetStatus(slow, "completed");
        sandbox.Faults.Add(new Fault { Path = $"/voicenotes/{slow}", Kind = FaultKind.Hang });
        sandbox.Log.Clear();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var poll = watcher.PollAsync(stop.Token).ToListAsync();
        await Eventually.TrueAsync(() => sandbox.Log.Count > 0, poll);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);

        Assert.Equal([slow], await PollAsync(watcher, checkpoint));
    }

    [Theory]
    [InlineData("Failed", "failed")]
    [InlineData("transcribed", "completed")]
    [InlineData("COMPLETED", "transcribed")]
    [InlineData("processing", "processing")]
    [InlineData("archived", "archived")]
    public async Task A_status_is_compared_in_any_letter_case_and_by_its_meaning(string wanted, string status)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Notes = 0, Seed = 1 });
        using var client = Clients.Create(sandbox);
        sandbox.Store.Add(1, status == "archived" ? "failed" : "archived");
        var note = sandbox.Store.Add(1, status)[0];
        var checkpoint = new WatchCheckpoint([wanted], null, DateTimeOffset.UnixEpoch);

        Assert.Equal([note], await PollAsync(new VoiceNoteWatcher(client, checkpoint), checkpoint));
    }

    [Fact]
    public async Task A_long_span_is_returned_the_oldest_first_and_once()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Notes = 3500, Seed = 4 });
        using var client = Clients.Create(sandbox);
        var expected = (await client.ListVoiceNotesAsync(cancellationToken: Token).ToListAsync())
            .Where(note => note.IsTranscribed).Select(note => note.Id).Reverse();
        var checkpoint = new WatchCheckpoint(["transcribed"], null, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(expected, await PollAsync(new VoiceNoteWatcher(client, checkpoint), checkpoint));
    }

    [Fact]
    public async Task Notes_that_are_not_marked_are_returned_again()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Notes = 0, Seed = 1 });
        using var client = Clients.Create(sandbox);
        var note = sandbox.Store.Add(1)[0];
        var checkpoint = new WatchCheckpoint(["transcribed"], null, DateTimeOffset.UnixEpoch);
        var watcher = new VoiceNoteWatcher(client, checkpoint);

        var first = await watcher.PollAsync(Token).ToListAsync();
        Assert.Equal([note], first.Select(found => found.Id));
        Assert.Equal([note], await PollAsync(watcher, checkpoint));
        Assert.Empty(await PollAsync(watcher, checkpoint));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Each_note_is_returned_once_while_the_list_changes_and_the_watcher_restarts(int seed)
    {
        var random = new Random(seed);
        var path = Path.Combine(Path.GetTempPath(), $"vocafuse-watch-{Guid.NewGuid()}.json");
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Notes = 20, Seed = seed });
        using var client = Clients.Create(sandbox);
        var checkpoint = new WatchCheckpoint(["transcribed"], "account", DateTimeOffset.UnixEpoch);
        var watcher = new VoiceNoteWatcher(client, checkpoint);
        var pending = new List<string>();
        var expected = new HashSet<string>();
        var returned = new List<string>();
        try
        {
            await watcher.SkipExistingAsync(Token);
            for (var round = 0; round < 15; round++)
            {
                for (var change = random.Next(6); change > 0; change--)
                {
                    switch (random.Next(5))
                    {
                        case 0:
                            pending.AddRange(sandbox.Store.Add(random.Next(1, 4), "processing"));
                            break;
                        case 1:
                            // Sometimes more notes, which are one second apart, than fit into the overlap of two polls.
                            var many = sandbox.Store.Add(random.Next(4) == 0 ? 1200 : random.Next(1, 20));
                            expected.UnionWith(many);
                            break;
                        case 2 when pending.Count > 0:
                            var ready = pending[random.Next(pending.Count)];
                            pending.Remove(ready);
                            sandbox.Store.SetStatus(ready, "transcribed");
                            expected.Add(ready);
                            break;
                        case 3 when returned.Count > 0:
                            sandbox.Store.Delete(returned[random.Next(returned.Count)]);
                            break;
                        case 4:
                            checkpoint.Write(path);
                            checkpoint = WatchCheckpoint.Read(path)!;
                            watcher = new VoiceNoteWatcher(client, checkpoint);
                            break;
                    }
                }

                returned.AddRange(await PollAsync(watcher, checkpoint));
            }
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal(returned.Count, returned.Distinct().Count());
        Assert.Equal(expected.Order(), returned.Order());
    }

    private static async Task<List<string>> PollAsync(VoiceNoteWatcher watcher, WatchCheckpoint checkpoint)
    {
        var ids = new List<string>();
        await foreach (var note in watcher.PollAsync(Token))
        {
            checkpoint.MarkReported(note);
            ids.Add(note.Id);
        }

        return ids;
    }
}
