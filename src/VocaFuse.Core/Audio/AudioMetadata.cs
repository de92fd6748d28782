using System.Globalization;

namespace VocaFuse.Audio;

/// <summary>The metadata of an audio file. A property is null if the file does not state it.</summary>
internal sealed record AudioMetadata(AudioFormat Format)
{
    /// <summary>Gets the codec, such as <c>opus</c> or <c>pcm_s16le</c>, with the names of ffmpeg.</summary>
    public string? Codec { get; init; }

    public TimeSpan? Duration { get; init; }

    public int? SampleRate { get; init; }

    public int? Channels { get; init; }

    /// <summary>Gets the bit rate of the audio, in bits per second.</summary>
    public int? BitRate { get; init; }

    /// <summary>Gets whether the file also contains video.</summary>
    public bool HasVideo { get; init; }

    /// <summary>Converts a number of samples to a duration; null if it is not plausible.</summary>
    public static TimeSpan? DurationOf(double samples, double samplesPerSecond) =>
        samplesPerSecond > 0 && samples / samplesPerSecond is > 0 and < 1e9 and var seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Converts a count in a file; null if it is 0 or not plausible.</summary>
    public static int? CountOf(double count) => count is >= 1 and < int.MaxValue ? (int)count : null;

    /// <summary>Gets the metadata in one line, such as <c>WAV, pcm_s16le, 2.5 s, 16000 Hz, 1 channel, 256 kbit/s</c>.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        Format.Name,
        Codec,
        Duration is { } duration ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###} s") : "duration not stated",
        SampleRate is { } rate ? string.Create(CultureInfo.InvariantCulture, $"{rate} Hz") : null,
        Channels is { } channels ? string.Create(CultureInfo.InvariantCulture, $"{channels} channel{(channels == 1 ? "" : "s")}") : null,
        BitRate is { } bitRate ? string.Create(CultureInfo.InvariantCulture, $"{bitRate / 1000.0:0} kbit/s") : null,
        HasVideo ? "with video" : null,
    }.Where(static part => part is not null));
}
