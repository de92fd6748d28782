using System.Globalization;
using VocaFuse.Audio;
using VocaFuse.Audio.Containers;

namespace VocaFuse;

/// <summary>An audio file that was inspected and is within the limits of the service.</summary>
public sealed class AudioFile
{
    /// <summary>The size of the largest file that the service accepts, in bytes.</summary>
    public const long MaximumSize = 25 * 1024 * 1024;

    private const int MinimumSampleRate = 8_000;
    private const int MaximumSampleRate = 48_000;

    private AudioFile(string fullName, long size, AudioMetadata metadata, TimeSpan duration)
    {
        FullName = fullName;
        Size = size;
        Metadata = metadata;
        Duration = duration;
    }

    /// <summary>Gets the duration of the longest recording that the service accepts.</summary>
    public static TimeSpan MaximumDuration { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets the full path.</summary>
    public string FullName { get; }

    /// <summary>Gets the file name without the folder.</summary>
    public string Name => Path.GetFileName(FullName);

    /// <summary>Gets the size in bytes.</summary>
    public long Size { get; }

    /// <summary>Gets the media type, such as <c>audio/wav</c>.</summary>
    public string MediaType => Metadata.Format.MediaType;

    /// <summary>Gets the duration of the recording.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Gets whether the file itself states its duration.</summary>
    public bool StatesDuration => Metadata.Duration is not null;

    /// <summary>
    /// Gets a description of the content in one line, such as <c>WAV, pcm_s16le, 2.5 s, 16000 Hz, 1 channel, 256 kbit/s</c>.
    /// </summary>
    public string Description => Metadata.ToString();

    internal AudioMetadata Metadata { get; }

    /// <summary>Inspects a file: format, duration and limits.</summary>
    /// <param name="path">The path of the file; links are followed.</param>
    /// <param name="duration">The duration to use if the file does not state it.</param>
    /// <exception cref="VocaFuseAudioException">The file cannot be sent; <see cref="VocaFuseAudioException.Reason"/>
    /// contains the reason.</exception>
    public static AudioFile Inspect(string path, TimeSpan? duration = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var file = Open(path);
            return Inspect(path, file, duration);
        }
        catch (InvalidAudioException invalid)
        {
            throw new VocaFuseAudioException(invalid.Reason, $"'{path}' {invalid.Message}.");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new VocaFuseAudioException(AudioErrorReason.NotFound, $"'{path}' does not exist.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new VocaFuseAudioException(AudioErrorReason.Unreadable, $"'{path}' cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Inspects the content of a file.</summary>
    /// <exception cref="InvalidAudioException">The content is damaged, incomplete or not within the limits.</exception>
    internal static AudioFile Inspect(string path, Stream file, TimeSpan? duration)
    {
        var metadata = Read(path, file);
        var length = metadata.Duration ?? duration
            ?? throw new InvalidAudioException(AudioErrorReason.UnknownDuration, "does not state its duration");
        CheckLimits(metadata, length);
        return new AudioFile(Path.GetFullPath(path), file.Length, metadata, length);
    }

    private static FileStream Open(string path)
    {
        var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        if (Directory.Exists(target))
        {
            throw new InvalidAudioException(
                AudioErrorReason.Unreadable, $"is a folder. To send its files, use a path such as {Path.Combine(path, "*.wav")}");
        }

        // Pipes and devices have no length. They are not opened: opening a pipe blocks until its other end is opened.
        return new FileInfo(target) switch
        {
            { Exists: false } => throw new InvalidAudioException(AudioErrorReason.NotFound, "is a link to something that is not a file"),
            { Length: 0 } => throw new InvalidAudioException(
                AudioErrorReason.Unreadable, "is empty, or it is a pipe or device and not a file"),
            _ => new FileStream(target, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1),
        };
    }

    private static AudioMetadata Read(string path, Stream file)
    {
        if (file.Length > MaximumSize)
        {
            var excess = file.Length - MaximumSize;
            throw Invalid(
                AudioErrorReason.TooLarge,
                $"has {file.Length:N0} bytes, {excess:N0} more than the maximum of {MaximumSize:N0} (25 MB)");
        }

        var source = new AudioSource(file);
        var metadata = FormatOf(path, source).Read(source);

        // If the format does not state the bit rate, use the average of a file without video.
        return metadata is { BitRate: null, HasVideo: false, Duration: { } duration }
            ? metadata with { BitRate = AudioMetadata.CountOf(file.Length * 8 / duration.TotalSeconds) }
            : metadata;
    }

    private static AudioFormat FormatOf(string path, AudioSource source)
    {
        var content = AudioFormat.FromContent(source, path);
        if (content is null)
        {
            var name = AudioFormat.NameOfOther(source);
            var kind = name is null ? "not audio" : $"{name} and not";
            throw Invalid(AudioErrorReason.UnknownFormat, $"is {kind} in a format that the service accepts: {AudioFormat.All}");
        }

        if (AudioFormat.FromFileName(path) != content)
        {
            var better = Path.GetFileName(Path.ChangeExtension(path, content.Extensions[0]));
            var extensions = string.Join(" or ", content.Extensions);
            throw Invalid(
                AudioErrorReason.FormatMismatch,
                $"contains {content.Name}. Its name must end in {extensions}, such as '{better}'");
        }

        return content;
    }

    private static void CheckLimits(AudioMetadata metadata, TimeSpan duration)
    {
        var seconds = duration.TotalSeconds;
        if (metadata.SampleRate is < MinimumSampleRate or > MaximumSampleRate)
        {
            throw Invalid(
                AudioErrorReason.UnsupportedSampleRate,
                $"has {metadata.SampleRate} Hz; the service accepts {MinimumSampleRate} to {MaximumSampleRate} Hz");
        }

        if (duration <= TimeSpan.Zero)
        {
            throw Invalid(AudioErrorReason.TooLong, $"has a duration of {seconds:0.#######} s; it must be more than 0");
        }

        if (duration > MaximumDuration)
        {
            var maximum = MaximumDuration.TotalSeconds;
            var excess = (duration - MaximumDuration).TotalSeconds;
            throw Invalid(
                AudioErrorReason.TooLong,
                $"lasts {seconds:0.#######} s, {excess:0.#######} s more than the maximum of {maximum:0} s (10 minutes)");
        }
    }

    private static InvalidAudioException Invalid(AudioErrorReason reason, FormattableString message) =>
        new(reason, message.ToString(CultureInfo.InvariantCulture));
}
