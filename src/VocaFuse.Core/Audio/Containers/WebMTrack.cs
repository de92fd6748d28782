namespace VocaFuse.Audio.Containers;

/// <summary>An entry of the track list of a WebM file. Initial values are the defaults of the format.</summary>
internal sealed class WebMTrack
{
    public long Number { get; set; }

    public long Type { get; set; }

    public string CodecId { get; set; } = "";

    public double SampleRate { get; set; } = 8000;

    public long Channels { get; set; } = 1;

    public long BitDepth { get; set; }

    /// <summary>Gets or sets the time at the start that a player drops, in nanoseconds.</summary>
    public long Delay { get; set; }

    public bool IsVideo => Type == 1;

    public bool IsAudio => Type == 2;

    /// <summary>Gets the codec without the prefix of its ID: <c>A_OPUS</c> is <c>opus</c>, <c>A_PCM/INT/LIT</c> is <c>pcm</c>.</summary>
    public string? Codec => CodecId.StartsWith("A_", StringComparison.Ordinal) ? CodecId[2..].Split('/', '\0')[0].ToLowerInvariant() : null;
}
