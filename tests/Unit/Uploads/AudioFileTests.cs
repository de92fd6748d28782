using FsCheck;
using FsCheck.Fluent;

namespace VocaFuse.Unit.Uploads;

public sealed class AudioFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vocafuse").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string, byte[], double?, string> Formats => new()
    {
        { "a.wav", Audio.Wav(1.5), 1.5, "audio/wav" },
        { "a.WAVE", Audio.Wav(2, isExtensible: true), 2, "audio/wav" },
        { "list.wav", Audio.Wav(1.5, before: new byte[13]), 1.5, "audio/wav" },
        { "streamed.wav", Audio.Wav(1.5, claimedSize: 0), 1.5, "audio/wav" },
        { "streamed.wav", Audio.Wav(1.5, claimedSize: uint.MaxValue), 1.5, "audio/wav" },
        { "cut.wav", Audio.Wav(1.5)[..^16_000], 1, "audio/wav" },
        { "a.opus", Audio.Ogg(Audio.OpusHead(312), 48_312), 1, "audio/ogg" },
        { "a.ogg", Audio.Ogg(Audio.VorbisHead(44_100), 66_150), 1.5, "audio/ogg" },
        { "a.oga", Audio.Ogg([.. "Speex   "u8, .. new byte[40]], 66_150), null, "audio/ogg" },
        { "a.m4a", Audio.Mp4(600, 900), 1.5, "audio/mp4" },
        { "a.mp4", Audio.Mp4(44_100, 66_150, isLong: true), 1.5, "audio/mp4" },
        { "fragmented.m4a", Audio.Mp4(600, 0), null, "audio/mp4" },
        { "open.m4a", Audio.Mp4(600, uint.MaxValue), null, "audio/mp4" },
        { "a.webm", Audio.WebM(), null, "audio/webm" },
        { "a.mp3", Audio.Mp3(hasTag: true), null, "audio/mpeg" },
        { "a.mp3", Audio.Mp3(hasTag: false), null, "audio/mpeg" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_file_tells_its_format_and_where_it_can_its_length(string name, byte[] content, double? seconds, string mediaType)
    {
        var path = Write(name, content);

        if (seconds is null)
        {
            AssertRefused(AudioErrorReason.UnknownDuration, path);
        }

        var file = AudioFile.Inspect(path, seconds is null ? TimeSpan.FromSeconds(3) : null);
        Assert.Equal(seconds ?? 3, file.Duration.TotalSeconds, 0.001);
        Assert.Equal((name, mediaType, content.Length, path), (file.Name, file.MediaType, file.Size, file.FullName));
    }

    [Fact]
    public void A_length_that_is_given_wins() =>
        Assert.Equal(TimeSpan.FromSeconds(7), AudioFile.Inspect(Write("a.wav", Audio.Wav(1)), TimeSpan.FromSeconds(7)).Duration);

    [Fact]
    public void A_file_without_a_known_length_says_which_format_it_is() =>
        Assert.Contains("WebM", AssertRefused(AudioErrorReason.UnknownDuration, Write("a.webm", Audio.WebM())).Message, StringComparison.Ordinal);

    public static TheoryData<string, byte[], AudioErrorReason> Refused => new()
    {
        { "a.txt", "hello"u8.ToArray(), AudioErrorReason.UnknownFormat },
        { "a.bin", Audio.Wav(1), AudioErrorReason.UnknownFormat },
        { "wav", Audio.Wav(1), AudioErrorReason.UnknownFormat },
        { "a.wav", "hello, this is no sound at all"u8.ToArray(), AudioErrorReason.UnknownFormat },
        { "a.webm", Audio.WebM("matroska"), AudioErrorReason.UnknownFormat },
        { "a.mp3", [0xFF, 0xFF, 0xFF, 0xFF, 0, 0], AudioErrorReason.UnknownFormat },
        { "a.mp3", Audio.Wav(1), AudioErrorReason.FormatMismatch },
        { "a.wav", Audio.Ogg(Audio.OpusHead(0), 48_000), AudioErrorReason.FormatMismatch },
        { "a.ogg", Audio.WebM(), AudioErrorReason.FormatMismatch },
        { "a.wav", [], AudioErrorReason.Unreadable },
        { "a.wav", Audio.Wav(1)[..20], AudioErrorReason.Unreadable },
        { "silent.wav", Audio.Wav(0), AudioErrorReason.Unreadable },
        { "a.ogg", Audio.Ogg(Audio.OpusHead(0), 48_000)[..30], AudioErrorReason.Unreadable },
        { "long.wav", Audio.Wav(600.5, 8_000), AudioErrorReason.TooLong },
        { "low.wav", Audio.Wav(1, 7_999), AudioErrorReason.UnsupportedSampleRate },
        { "high.wav", Audio.Wav(1, 48_001), AudioErrorReason.UnsupportedSampleRate },
        { "high.ogg", Audio.Ogg(Audio.VorbisHead(96_000), 96_000), AudioErrorReason.UnsupportedSampleRate },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_the_service_would_not_take_is_refused_here(string name, byte[] content, AudioErrorReason fault) =>
        Assert.Contains(Path.Combine(folder, name), AssertRefused(fault, Write(name, content)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(8_000)]
    [InlineData(48_000)]
    public void The_limits_of_the_sample_rate_are_allowed(int rate) => Assert.Equal(1, AudioFile.Inspect(Write("a.wav", Audio.Wav(1, rate))).Duration.TotalSeconds);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_file_has_25_MB_and_not_one_byte_more(int over, bool isRefused)
    {
        var path = Write("a.mp3", Audio.Mp3(hasTag: true));
        using (var file = File.OpenWrite(path))
        {
            file.SetLength((25 * 1024 * 1024) + over);
        }

        if (isRefused)
        {
            AssertRefused(AudioErrorReason.TooLarge, path, TimeSpan.FromMinutes(1));
        }
        else
        {
            Assert.Equal(AudioFile.MaximumSize, AudioFile.Inspect(path, TimeSpan.FromMinutes(1)).Size);
        }
    }

    [Theory]
    [InlineData(600, false)]
    [InlineData(600.001, true)]
    [InlineData(0, true)]
    [InlineData(-1, true)]
    public void A_recording_has_ten_minutes_and_not_more(double seconds, bool isRefused)
    {
        var path = Write("a.mp3", Audio.Mp3(hasTag: true));

        if (isRefused)
        {
            AssertRefused(AudioErrorReason.TooLong, path, TimeSpan.FromSeconds(seconds));
        }
        else
        {
            Assert.Equal(seconds, AudioFile.Inspect(path, TimeSpan.FromSeconds(seconds)).Duration.TotalSeconds);
        }
    }

    [Fact]
    public void What_is_not_there_or_no_file_cannot_be_read()
    {
        AssertRefused(AudioErrorReason.Unreadable, Path.Combine(folder, "none.wav"));
        AssertRefused(AudioErrorReason.Unreadable, folder);
    }

    [Fact]
    public void Damaged_headers_end_in_a_length_or_a_refusal()
    {
        byte[][] whole = [Audio.Wav(0.01, before: new byte[5]), Audio.Ogg(Audio.OpusHead(312), 48_312), Audio.Ogg(Audio.VorbisHead(44_100), 66_150), Audio.Mp4(600, 900), Audio.Mp4(600, 900, isLong: true)];
        string[] names = ["a.wav", "a.ogg", "b.ogg", "a.m4a", "b.m4a"];
        var damage = (
            from file in Gen.Choose(0, whole.Length - 1)
            from places in Gen.Choose(0, 800).ListOf(6)
            from values in Gen.Elements<byte>(0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF).ListOf(6)
            from cut in Gen.Frequency((3, Gen.Constant(int.MaxValue)), (1, Gen.Choose(1, 800)))
            select (file, places, values, cut)).ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1500).WithQuietOnSuccess(true), Prop.ForAll(damage, hit =>
        {
            var content = (byte[])whole[hit.file].Clone();
            foreach (var (place, value) in hit.places.Zip(hit.values))
            {
                content[place % content.Length] = value;
            }

            try
            {
                Assert.InRange(AudioFile.Inspect(Write(names[hit.file], content[..Math.Min(content.Length, hit.cut)])).Duration, TimeSpan.FromTicks(1), AudioFile.MaximumDuration);
            }
            catch (VocaFuseAudioException)
            {
                // A refusal is as good an end.
            }
        }));
    }

    private static VocaFuseAudioException AssertRefused(AudioErrorReason fault, string path, TimeSpan? duration = null)
    {
        var failure = Assert.Throws<VocaFuseAudioException>(() => AudioFile.Inspect(path, duration));
        Assert.Equal(fault, failure.Fault);
        return failure;
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
