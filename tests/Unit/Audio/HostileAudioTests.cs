using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using VocaFuse.Audio;
using VocaFuse.Audio.Containers;
using static VocaFuse.Unit.Audio.AudioSamples;

namespace VocaFuse.Unit.Audio;

/// <summary>Files of the largest size that consist of the smallest parts. Their reading time grows linearly with their size.</summary>
public sealed class HostileAudioTests
{
    /// <summary>Work that grows with the square of the size takes many minutes.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    public static TheoryData<string> Names => [.. Files.Keys];

    private static Dictionary<string, Func<byte[]>> Files { get; } = new()
    {
        ["streams.ogg"] = () => Repeat(OggPage(2, 0, 7, [])),
        ["sound-streams.ogg"] = () => Repeat(OggPage(2, 0, 7, OpusHead())),
        ["joined.ogg"] = () => Repeat([.. OggPage(2, 0, 7, OpusHead(0)), .. OggPage(0, 960, 7, OpusPacket(1))]),
        ["ones.mp3"] = () => Repeat([0xFF]),
        ["headers.mp3"] = () => Repeat([0xFF, 0xFB, 0x90, 0xC0, 0xFF, 0xF3, 0x00]),
        ["free-format.mp3"] = () => Repeat([0xFF, 0xFB, 0x00, 0xC0, .. new byte[8000]]),
        ["tags.mp3"] = () => Repeat([.. "ID3"u8, .. new byte[7]]),
        ["blocks.webm"] = () => [.. WebM(null, OpusTrack, [[0]]), .. Repeat([0xA3, 0x84, 0x81, 0, 0, 0x80])],
        ["tracks.webm"] = () => [.. WebM(null, OpusTrack, []), .. Repeat([0xAE, 0x80])],
        ["discards.webm"] = () => [.. WebM(null, OpusTrack, [[0]]), .. Repeat([0x75, 0xA2, 0x80])],
        ["nested.m4a"] = () => Mp4(Nested("moov", "trak", "mdia")),
        ["nested-entry.m4a"] = () => Mp4(Movie(Track("soun", SoundEntry("mp4a", 1, 44_100, Nested("wave")), 1024, 1))),
        ["tracks.m4a"] = () => Mp4(Box("moov", [.. Repeat(Box("trak", []), 2), .. Repeat(Box("mvex", Box("trex", new byte[8])), 2)])),
        ["fragments.m4a"] = () => [.. Mp4(Movie(Track("soun", AacEntry, 1024, 1))), .. Repeat(Box("moof", Box("traf", new byte[8])))],
        ["samples.m4a"] = () => Mp4(Movie(Box("trak", Box("stts", [.. new byte[4], .. Repeat([0, 0xFF, 0, 0])])))),
        ["chunks.wav"] = () => [.. "RIFF"u8, .. new byte[4], .. "WAVE"u8, .. Repeat([.. "LIST"u8, .. new byte[4]])],
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_file_of_the_smallest_parts_takes_linear_time(string name)
    {
        var content = Files[name]();
        Assert.InRange(content.LongLength, AudioFile.MaximumSize / 2, AudioFile.MaximumSize);
        using var stream = new CountingStream(content);
        var source = new AudioSource(stream);
        var watch = Stopwatch.StartNew();

        var token = TestContext.Current.CancellationToken;
        var reading = Task.Run(() => Record.Exception(() => Read(source, name)), token);
        await reading.WaitAsync(Timeout, token);

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {watch.ElapsedMilliseconds} ms");
        Assert.InRange(stream.BytesRead, 0, 6 * content.LongLength);
        Assert.InRange(source.PeekCount, 1, content.LongLength);
    }

    [Theory]
    [InlineData("ones.mp3")]
    [InlineData("headers.mp3")]
    [InlineData("blocks.webm")]
    [InlineData("discards.webm")]
    public void A_part_of_a_file_takes_no_memory(string name)
    {
        using var stream = new CountingStream(Files[name]());
        var source = new AudioSource(stream);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Record.Exception(() => Read(source, name));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }

    private static AudioMetadata? Read(AudioSource source, string name) => AudioFormat.FromContent(source, name)?.Read(source);

    /// <summary>Repeats bytes up to the largest size of a file, or to a part of it.</summary>
    private static byte[] Repeat(byte[] unit, int parts = 1)
    {
        var all = new byte[(((int)AudioFile.MaximumSize - 4096) / parts / unit.Length) * unit.Length];
        for (var at = 0; at < all.Length; at += unit.Length)
        {
            unit.CopyTo(all, at);
        }

        return all;
    }

    /// <summary>Writes nested boxes, the last type up to the largest size of a file.</summary>
    private static byte[] Nested(params string[] types)
    {
        var all = new byte[((int)AudioFile.MaximumSize - 4096) / 8 * 8];
        for (var at = 0; at < all.Length; at += 8)
        {
            BinaryPrimitives.WriteInt32BigEndian(all.AsSpan(at), all.Length - at);
            Encoding.ASCII.GetBytes(types[Math.Min(at / 8, types.Length - 1)]).CopyTo(all, at + 4);
        }

        return all;
    }
}
