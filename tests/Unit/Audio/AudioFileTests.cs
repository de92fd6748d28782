namespace VocaFuse.Unit.Audio;

public sealed class AudioFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vocafuse").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(AudioCorpus.Files), MemberType = typeof(AudioCorpus), DisableDiscoveryEnumeration = true)]
    public void A_file_is_described_by_its_content(string name, byte[] content, string description)
    {
        var file = AudioFile.Inspect(Write(name, content), TimeSpan.FromSeconds(3));

        Assert.Equal(description, file.Description);
        Assert.Equal((name, content.Length, Path.Combine(folder, name)), (file.Name, file.Size, file.FullName));
    }

    [Theory]
    [MemberData(nameof(AudioCorpus.Damaged), MemberType = typeof(AudioCorpus), DisableDiscoveryEnumeration = true)]
    public void A_file_that_cannot_be_sent_throws_with_its_path_and_the_reason(string name, byte[] content, AudioErrorReason reason,
        string message)
    {
        var failure = AssertRefused(reason, Write(name, content));

        Assert.Contains(Path.Combine(folder, name), failure.Message, StringComparison.Ordinal);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".wav", ".wave")]
    [InlineData(".ogg", ".oga", ".opus", ".ogx")]
    [InlineData(".m4a", ".mp4", ".m4b", ".M4A")]
    [InlineData(".webm", ".weba")]
    [InlineData(".mp3", ".mpga")]
    public void Every_extension_of_a_format_is_accepted(params string[] extensions)
    {
        byte[][] samples =
        [
            AudioSamples.Wav(1),
            AudioSamples.Ogg(AudioSamples.OpusHead(), (960, AudioSamples.OpusPacket())),
            AudioSamples.Mp4(AudioSamples.Movie(AudioSamples.Track("soun", AudioSamples.AacEntry, 44_100, 10))),
            AudioSamples.WebM(1000, AudioSamples.OpusTrack, [[0]]),
            AudioSamples.Mp3(10),
        ];
        Assert.All(extensions, extension =>
            Assert.Single(samples, content => Record.Exception(() => AudioFile.Inspect(Write("a" + extension, content))) is null));
    }

    [Fact]
    public void A_duration_in_the_file_takes_precedence_over_a_given_one()
    {
        var file = AudioFile.Inspect(Write("a.wav", AudioSamples.Wav(1)), TimeSpan.FromSeconds(7));

        Assert.Equal((TimeSpan.FromSeconds(1), true), (file.Duration, file.StatesDuration));
    }

    [Fact]
    public void A_given_duration_is_used_if_the_file_states_none()
    {
        var path = Write("a.ogg", AudioSamples.Ogg(AudioSamples.OpusHead()));

        AssertRefused(AudioErrorReason.UnknownDuration, path);
        var file = AudioFile.Inspect(path, TimeSpan.FromSeconds(7));
        Assert.Equal((TimeSpan.FromSeconds(7), false), (file.Duration, file.StatesDuration));
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(48_000)]
    public void The_limits_of_the_sample_rate_are_accepted(int rate) =>
        Assert.Equal(1, AudioFile.Inspect(Write("a.wav", AudioSamples.Wav(1, rate))).Duration.TotalSeconds);

    [Fact]
    public void A_file_of_25_MB_is_accepted_and_one_byte_more_is_refused_with_the_difference()
    {
        Assert.Equal(AudioFile.MaximumSize, AudioFile.Inspect(WriteSparse((int)AudioFile.MaximumSize)).Size);
        var failure = AssertRefused(AudioErrorReason.TooLarge, WriteSparse((int)AudioFile.MaximumSize + 1));
        Assert.Contains("26,214,401 bytes, 1 more than the maximum of 26,214,400 (25 MB)", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(600, null)]
    [InlineData(600.001, "lasts 600.001 s, 0.001 s more than the maximum of 600 s (10 minutes)")]
    [InlineData(0, "must be more than 0")]
    [InlineData(-1, "must be more than 0")]
    public void A_recording_of_ten_minutes_is_accepted_and_a_longer_one_refused_with_the_difference(double seconds, string? message)
    {
        var path = Write("a.ogg", AudioSamples.Ogg(AudioSamples.OpusHead()));

        if (message is null)
        {
            Assert.Equal(seconds, AudioFile.Inspect(path, TimeSpan.FromSeconds(seconds)).Duration.TotalSeconds);
        }
        else
        {
            Assert.Contains(message, AssertRefused(AudioErrorReason.TooLong, path, TimeSpan.FromSeconds(seconds)).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_refused()
    {
        AssertRefused(AudioErrorReason.NotFound, Path.Combine(folder, "none.wav"));
        AssertRefused(AudioErrorReason.NotFound, Path.Combine(folder, "none", "none.wav"));
        Assert.Contains("is a folder", AssertRefused(AudioErrorReason.Unreadable, folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_are_followed()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Links need a privilege on Windows.");
        }

        Assert.Equal(1, AudioFile.Inspect(Link("a.wav", Write("target", AudioSamples.Wav(1)))).Duration.TotalSeconds);
        Assert.Contains("is empty", AssertRefused(AudioErrorReason.Unreadable, Link("b.wav", Write("empty", []))).Message,
            StringComparison.Ordinal);
        Assert.Contains("is a folder", AssertRefused(AudioErrorReason.Unreadable, Link("c.wav", folder)).Message, StringComparison.Ordinal);
        Assert.Contains("pipe or device", AssertRefused(AudioErrorReason.Unreadable, Link("d.wav", "/dev/zero")).Message,
            StringComparison.Ordinal);
        AssertRefused(AudioErrorReason.NotFound, Link("e.wav", Path.Combine(folder, "none")));
        AssertRefused(AudioErrorReason.Unreadable, Link("f.wav", Path.Combine(folder, "f.wav")));
    }

    private static VocaFuseAudioException AssertRefused(AudioErrorReason reason, string path, TimeSpan? duration = null)
    {
        var failure = Assert.Throws<VocaFuseAudioException>(() => AudioFile.Inspect(path, duration));
        Assert.Equal(reason, failure.Reason);
        return failure;
    }

    private string Link(string name, string target) => File.CreateSymbolicLink(Path.Combine(folder, name), target).FullName;

    private string WriteSparse(int length)
    {
        var path = Write("a.wav", AudioSamples.Wav(600, 8_000));
        using var file = File.OpenWrite(path);
        file.SetLength(length);
        return path;
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
