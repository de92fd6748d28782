namespace VocaFuse.Uploads;

/// <summary>What a file tells of its audio; null where it does not say, or not where one would look without decoding it.</summary>
internal sealed record AudioMetadata(string Codec)
{
    public TimeSpan? Duration { get; init; }

    public int? SampleRate { get; init; }

    public int? Channels { get; init; }

    public int? BitRate { get; init; }

    /// <summary>A length of time from a number of samples; null for one that no recording has.</summary>
    public static TimeSpan? DurationOf(double samples, double samplesPerSecond) =>
        samplesPerSecond > 0 && samples / samplesPerSecond is > 0 and < 1e9 and var seconds ? TimeSpan.FromSeconds(seconds) : null;
}
