namespace VocaFuse.Audio.Containers;

/// <summary>A track of an MP4 file. Times are in ticks of the track's own timescale unless stated otherwise.</summary>
internal sealed class Mp4Track
{
    public uint Id { get; set; }

    /// <summary>Gets or sets the kind of the track: <c>soun</c> or <c>vide</c>, for example.</summary>
    public string Handler { get; set; } = "";

    public uint Timescale { get; set; }

    /// <summary>Gets or sets the duration in the header of the track.</summary>
    public double StatedTicks { get; set; }

    /// <summary>Gets the time at which the samples start; above 0 in a capture of a broadcast.</summary>
    public double? Start { get; private set; }

    /// <summary>Gets the time at which the samples end.</summary>
    public double End { get; private set; }

    /// <summary>Gets or sets the length of the edit list, in ticks of the movie.</summary>
    public double EditMovieTicks { get; set; }

    /// <summary>Gets or sets the time that the edit list skips at the start: the delay of the encoder.</summary>
    public long SkippedTicks { get; set; }

    public uint DefaultSampleTicks { get; set; }

    public bool HasFragments { get; set; }

    public string? Codec { get; set; }

    public double SampleRate { get; set; }

    public double Channels { get; set; }

    /// <summary>Adds samples, which start at a time or follow the ones before.</summary>
    public void Add(double? start, double ticks)
    {
        if (ticks > 0)
        {
            var from = start ?? End;
            Start ??= from;
            End = from + ticks;
        }
    }
}
