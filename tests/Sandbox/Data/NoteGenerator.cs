using System.Globalization;

namespace VocaFuse.Sandbox.Data;

/// <summary>Computes the nth voice note of a seed, without storing it.</summary>
internal sealed class NoteGenerator(int seed, int count, bool wholeSeconds)
{
    /// <summary>The time of the newest note. It is fixed, so that output does not change from day to day.</summary>
    public static readonly DateTime Newest = new(2025, 10, 6, 17, 33, 31, DateTimeKind.Utc);

    private static readonly (string Format, string Codec, int BitRate)[] Formats =
    [
        ("webm", "opus", 32_000), ("ogg", "opus", 48_000), ("mp4", "aac", 64_000), ("mp3", "mp3", 128_000), ("wav", "pcm_s16le", 256_000),
    ];

    private static readonly int[] SampleRates = [48_000, 48_000, 44_100, 16_000, 8_000];
    private static readonly string[] Names = ["call", "voicemail", "memo", "standup", "interview", "feedback", "Gespräch", "録音"];
    private static readonly string[] Departments = ["support", "sales", "billing", "field-service"];
    private static readonly string[] Sources = ["web", "mobile", "api"];

    private static readonly string[] UserAgents =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            + "Version/18.0 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0",
    ];

    private readonly long _step = TimeSpan.FromDays(365).Ticks / Math.Max(1, count);

    public int Seed => seed;

    public string IdOf(int index) => NoteId.For(seed, index);

    public string StatusOf(int index) => (SplitMix64.At(seed, index, 2) % 100) switch
    {
        < 80 => NoteStatus.Transcribed,
        < 90 => NoteStatus.Processing,
        < 95 => NoteStatus.Completed,
        _ => NoteStatus.Failed,
    };

    /// <summary>Gets the creation time. It decreases with the index, because lists begin with the newest note.</summary>
    public DateTime CreatedAtOf(int index)
    {
        var jitter = index == 0 ? 0 : (long)(SplitMix64.At(seed, index, 3) % (ulong)Math.Max(1, _step));
        return Round(Newest.AddTicks(-((index * _step) + jitter)));
    }

    public StoredNote Make(int index) => Make(index, CreatedAtOf(index), StatusOf(index));

    public StoredNote Make(int index, DateTime createdAt, string status)
    {
        var a = SplitMix64.At(seed, index, 4);
        var b = SplitMix64.Mix(a);
        var (format, codec, bitRate) = Formats[(int)(a % 5)];
        var duration = 2 + (((a >> 8) % 5980) / 10.0);
        var processedAt = createdAt.AddSeconds(3 + ((b >> 40) % 20));
        return new StoredNote
        {
            Index = index,
            Id = IdOf(index),
            UserId = UserIds.Get((int)((a >> 24) % 50)),
            FileName = string.Create(CultureInfo.InvariantCulture, $"{Names[(int)((a >> 32) % 8)]}-{index:d6}.{format}"),
            DurationSeconds = duration,
            SizeBytes = (long)(duration * bitRate / 8) + (long)((b >> 8) % 4096),
            Format = format,
            Codec = codec,
            SampleRate = SampleRates[(int)((b >> 16) % 5)],
            Channels = (b >> 20) % 4 == 0 ? 2 : 1,
            BitRate = bitRate,
            Status = status,
            ClientIp = string.Create(CultureInfo.InvariantCulture, $"203.0.113.{1 + ((b >> 24) % 254)}"),
            UserAgent = UserAgents[(int)((b >> 32) % 3)],
            Source = Sources[(int)((b >> 34) % 3)],
            Department = Departments[(int)((b >> 36) % 4)],
            Priority = (int)((b >> 38) % 3) + 1,
            CreatedAt = createdAt,
            UpdatedAt = status == NoteStatus.Processing ? createdAt : processedAt,
            ProcessedAt = status == NoteStatus.Processing ? null : processedAt,
        };
    }

    /// <summary>Rounds a time to the precision of the envelope, so that a filter with a returned time finds the note.</summary>
    public DateTime Round(DateTime time) =>
        new(time.Ticks - (time.Ticks % (wholeSeconds ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMicrosecond)), DateTimeKind.Utc);

    private static class UserIds
    {
        private static readonly string[] All =
            [.. Enumerable.Range(1, 50).Select(n => string.Create(CultureInfo.InvariantCulture, $"user_{n}"))];

        public static string Get(int n) => All[n];
    }
}
