namespace VocaFuse;

/// <summary>The shape of captions.</summary>
public sealed class CaptionOptions
{
    /// <summary>The smallest value of <see cref="MaximumLineLength"/>.</summary>
    public const int ShortestLine = 12;

    /// <summary>The largest value of <see cref="MaximumLineLength"/>.</summary>
    public const int LongestLine = 200;

    /// <summary>The largest value of <see cref="MaximumLineCount"/>.</summary>
    public const int MostLines = 10;

    /// <summary>The smallest value of <see cref="MaximumDuration"/>, in seconds.</summary>
    public const int ShortestSeconds = 1;

    /// <summary>The largest value of <see cref="MaximumDuration"/>, in seconds.</summary>
    public const int LongestSeconds = 60;

    private readonly int maximumLineLength = 42;
    private readonly int maximumLineCount = 2;
    private readonly TimeSpan maximumDuration = TimeSpan.FromSeconds(7);

    /// <summary>The maximum length of a line, in characters. The wide characters of East Asia count as two.</summary>
    public int MaximumLineLength
    {
        get => maximumLineLength;
        init => maximumLineLength = InRange(value, ShortestLine, LongestLine, nameof(MaximumLineLength));
    }

    /// <summary>The maximum number of lines of a caption.</summary>
    public int MaximumLineCount
    {
        get => maximumLineCount;
        init => maximumLineCount = InRange(value, 1, MostLines, nameof(MaximumLineCount));
    }

    /// <summary>The maximum time that a caption is shown.</summary>
    public TimeSpan MaximumDuration
    {
        get => maximumDuration;
        init => maximumDuration = InRange(
            value, TimeSpan.FromSeconds(ShortestSeconds), TimeSpan.FromSeconds(LongestSeconds), nameof(MaximumDuration));
    }

    /// <summary>True to show a text without word times as one caption at the start of the recording, if it fits into one.</summary>
    public bool AllowUntimed { get; init; }

    internal long MaximumDurationMs => (long)MaximumDuration.TotalMilliseconds;

    private static T InRange<T>(T value, T minimum, T maximum, string name)
        where T : IComparable<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, minimum, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, maximum, name);
        return value;
    }
}
