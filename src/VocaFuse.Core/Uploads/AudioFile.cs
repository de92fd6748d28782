using System.Globalization;
using VocaFuse.Uploads;

namespace VocaFuse;

/// <summary>A file that the service takes as a voice note: looked at, and found within its limits.</summary>
public sealed class AudioFile
{
    /// <summary>The largest file the service takes, in bytes.</summary>
    public const long MaximumSize = 25 * 1024 * 1024;

    private const int MinimumSampleRate = 8_000;
    private const int MaximumSampleRate = 48_000;

    private AudioFile(string fullName, long size, AudioFormat format, AudioMetadata facts, TimeSpan duration)
    {
        FullName = fullName;
        Size = size;
        MediaType = format.MediaType;
        Facts = facts;
        Duration = duration;
    }

    /// <summary>The longest recording the service takes.</summary>
    public static TimeSpan MaximumDuration { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The full path.</summary>
    public string FullName { get; }

    /// <summary>The name without the folder.</summary>
    public string Name => Path.GetFileName(FullName);

    /// <summary>How large it is, in bytes.</summary>
    public long Size { get; }

    /// <summary>The media type, such as <c>audio/wav</c>.</summary>
    public string MediaType { get; }

    /// <summary>How long the recording is.</summary>
    public TimeSpan Duration { get; }

    internal AudioMetadata Facts { get; }

    /// <summary>Looks at a file. Only a few bytes of it are read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="duration">How long it is; null to ask the file. WAV, MP4 and most Ogg files know, WebM and MP3 do not.</param>
    /// <exception cref="VocaFuseAudioException">The service would not take it; <see cref="VocaFuseAudioException.Fault"/> tells why.</exception>
    public static AudioFile Inspect(string path, TimeSpan? duration = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw Refusal(AudioErrorReason.Unreadable, $"'{path}' is a folder; what is sent are files, such as {Path.Combine(path, "*.wav")}.");
        }

        try
        {
            // A pipe has no length either, and opening one would wait for its other end.
            if (new FileInfo(path) is { Exists: true, Length: 0 })
            {
                throw Refusal(AudioErrorReason.Unreadable, $"'{path}' is empty, or no ordinary file.");
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
            return Inspect(Path.GetFullPath(path), file, duration);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new VocaFuseAudioException(AudioErrorReason.Unreadable, $"'{path}' cannot be read: {failure.Message}", failure);
        }
    }

    private static AudioFile Inspect(string path, FileStream file, TimeSpan? duration)
    {
        if (file.Length > MaximumSize)
        {
            throw Refusal(AudioErrorReason.TooLarge, $"'{path}' has {file.Length / (1024.0 * 1024.0):0.0} MB; the service takes at most {MaximumSize / (1024 * 1024)} MB.");
        }

        var format = FormatOf(path, file);
        var facts = format.Describe(file) ?? throw Refusal(AudioErrorReason.Unreadable, $"'{path}' is no whole {format.Name} file.");
        if (facts.SampleRate is < MinimumSampleRate or > MaximumSampleRate)
        {
            throw Refusal(AudioErrorReason.UnsupportedSampleRate, $"'{path}' has {facts.SampleRate} samples a second; the service takes {MinimumSampleRate} to {MaximumSampleRate}.");
        }

        var length = duration ?? facts.Duration ?? throw Refusal(AudioErrorReason.UnknownDuration, $"'{path}' does not say how long it is, as {format.Name} files often do not.");
        return length > TimeSpan.Zero && length <= MaximumDuration
            ? new AudioFile(path, file.Length, format, facts, length)
            : throw Refusal(AudioErrorReason.TooLong, $"'{path}' has a length of {length.TotalSeconds:0.#} s; the service takes more than nothing and at most {MaximumDuration.TotalMinutes:0} minutes.");
    }

    private static AudioFormat FormatOf(string path, FileStream file)
    {
        var start = new byte[Math.Min(file.Length, AudioFormat.StartLength)];
        file.ReadFully(0, start);
        var named = AudioFormat.OfName(path);
        var found = AudioFormat.OfContent(start);
        return (named, found) switch
        {
            (null, null) => throw Refusal(AudioErrorReason.UnknownFormat, $"'{path}' is no audio that the service takes: {AudioFormat.All}."),
            (null, { } format) => throw Refusal(AudioErrorReason.UnknownFormat, $"'{path}' holds {format.Name}, but is not called so: its name has to end in {string.Join(" or ", format.Extensions)}."),
            ({ } format, null) => throw Refusal(AudioErrorReason.UnknownFormat, $"'{path}' is called {format.Name}, but what is in it is none of {AudioFormat.All}."),
            var (name, content) when name != content => throw Refusal(AudioErrorReason.FormatMismatch, $"'{path}' is called {name!.Name}, but what is in it is {content!.Name}."),
            _ => found!,
        };
    }

    private static VocaFuseAudioException Refusal(AudioErrorReason fault, FormattableString message) => new(fault, message.ToString(CultureInfo.InvariantCulture));
}
