namespace VocaFuse.Unit.Waiting;

public sealed class WatchCheckpointTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"vocafuse-checkpoint-{Guid.NewGuid()}.json");

    public void Dispose() => File.Delete(path);

    [Fact]
    public void A_missing_file_is_read_as_null() => Assert.Null(WatchCheckpoint.Read(path));

    [Fact]
    public void A_written_checkpoint_can_be_read()
    {
        var time = new DateTimeOffset(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(2)).AddTicks(1234567);
        var checkpoint = new WatchCheckpoint(["transcribed", "failed"], "Grüne Äpfel", time);
        checkpoint.Pending.Add("vn_1", time.UtcDateTime);
        checkpoint.MarkReported(new VoiceNote { Id = "vn_\"2", CreatedAt = time.LocalDateTime });

        checkpoint.Write(path);
        var read = WatchCheckpoint.Read(path)!;

        Assert.Equal(["transcribed", "failed"], read.Statuses);
        Assert.Equal("Grüne Äpfel", read.Account);
        Assert.Equal(time.UtcDateTime, read.Since);
        Assert.Equal(time.UtcDateTime, read.Pending["vn_1"]);
        Assert.True(read.IsReported("vn_\"2"));
        Assert.False(File.Exists(path + ".tmp"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"version\":2,\"since\":\"2026-01-01T00:00:00Z\",\"reported\":{},\"pending\":{}}")]
    [InlineData("{\"version\":1,\"since\":\"soon\",\"reported\":{},\"pending\":{}}")]
    [InlineData("{\"version\":1,\"since\":\"2026-01-01T00:00:00Z\",\"reported\":[],\"pending\":{}}")]
    [InlineData("{\"version\":1,\"since\":\"2026-01-01T00:00:00Z\",\"reported\":{\"a\":1},\"pending\":{}}")]
    [InlineData("{\"version\":1,\"since\":\"2026-01-01T00:00:00Z\",\"reported\":{")]
    public void A_file_that_is_not_a_checkpoint_is_an_error(string content)
    {
        File.WriteAllText(path, content);
        Assert.Throws<FormatException>(() => WatchCheckpoint.Read(path));
    }

    [Fact]
    public void Ids_are_removed_when_their_notes_are_no_longer_listed()
    {
        var time = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        var checkpoint = new WatchCheckpoint(["transcribed"], null, time);
        checkpoint.MarkReported(new VoiceNote { Id = "old", CreatedAt = time.LocalDateTime });
        checkpoint.MarkReported(new VoiceNote { Id = "new", CreatedAt = time.LocalDateTime.AddMinutes(1) });

        checkpoint.Advance(time.UtcDateTime.AddMinutes(1));

        Assert.False(checkpoint.IsReported("old"));
        Assert.True(checkpoint.IsReported("new"));
    }
}
