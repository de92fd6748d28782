using static VocaFuse.Unit.Audio.AudioSamples;

namespace VocaFuse.Unit.Audio;

/// <summary>Files as recorders and encoders write them, with the facts that are expected of each.</summary>
internal static class AudioCorpus
{
    private const string AacFacts = "MP4, aac, 1 s, 44100 Hz, 1 channel, 8 kbit/s";

    public static (string Name, byte[] Content, string Description)[] Files { get; } =
    [
        ("a.wav", Wav(1.5), "WAV, pcm_s16le, 1.5 s, 16000 Hz, 1 channel, 256 kbit/s"),
        ("extensible.wav", Wav(2, isExtensible: true), "WAV, pcm_s16le, 2 s, 16000 Hz, 1 channel, 256 kbit/s"),
        ("list.wav", Wav(1.5, before: new byte[13]), "WAV, pcm_s16le, 1.5 s, 16000 Hz, 1 channel, 256 kbit/s"),
        ("streamed.wav", Wav(1.5, claimedSize: 0), "WAV, pcm_s16le, 1.5 s, 16000 Hz, 1 channel, 256 kbit/s"),
        ("piped.wav", Wav(1.5, claimedSize: uint.MaxValue), "WAV, pcm_s16le, 1.5 s, 16000 Hz, 1 channel, 256 kbit/s"),
        ("cut.wav", Wav(1.5)[..^16_000], "WAV, pcm_s16le, 1 s, 16000 Hz, 1 channel, 256 kbit/s"),
        ("rf64.wav", Wav64("RF64", 1.5, after: new byte[4000]), "WAV, pcm_s16le, 1.5 s, 8000 Hz, 1 channel, 128 kbit/s"),
        ("bw64.wav", Wav64("BW64", 1.5), "WAV, pcm_s16le, 1.5 s, 8000 Hz, 1 channel, 128 kbit/s"),

        // Four blocks of 256 bytes; the fact chunk is the true number of samples, unless the file is cut.
        ("adpcm.wav", CompressedWav(0x11, 256, 505, fact: 2000), "WAV, adpcm_ima_wav, 0.25 s, 8000 Hz, 1 channel, 32 kbit/s"),
        ("adpcm-cut.wav", CompressedWav(2, 256, 500, fact: 9000), "WAV, adpcm_ms, 0.25 s, 8000 Hz, 1 channel, 32 kbit/s"),
        ("adpcm-piped.wav", CompressedWav(2, 256, 500, fact: null), "WAV, adpcm_ms, 0.25 s, 8000 Hz, 1 channel, 32 kbit/s"),
        ("gsm.wav", CompressedWav(0x31, 65, 320, fact: 4800), "WAV, gsm_ms, 0.6 s, 8000 Hz, 1 channel, 13 kbit/s"),
        ("alaw.wav", CompressedWav(6, 1, 0, fact: 1000), "WAV, pcm_alaw, 0.125 s, 8000 Hz, 1 channel, 64 kbit/s"),
        ("mp3.wav", CompressedWav(0x55, 1, 0, fact: 8000), "WAV, mp3, 1 s, 8000 Hz, 1 channel, 8 kbit/s"),
        ("unknown.wav", CompressedWav(0x2222, 1, 0, fact: null, bytesPerSecond: 2000), "WAV, 0.5 s, 8000 Hz, 1 channel, 16 kbit/s"),

        ("a.opus", Ogg(OpusHead(312), (960, OpusPacket()), (48_312, OpusPacket())), "Ogg, opus, 1 s, 48000 Hz, 1 channel, 3 kbit/s"),
        ("live.opus", Ogg(OpusHead(0), (2_880_960, OpusPacket()), (2_904_000, OpusPacket())),
            "Ogg, opus, 0.5 s, 48000 Hz, 1 channel, 6 kbit/s"),
        ("a.ogg", Ogg(VorbisHead(44_100), (448, new byte[50]), (66_150, new byte[50])),
            "Ogg, vorbis, 1.5 s, 44100 Hz, 1 channel, 2 kbit/s"),
        ("speex.ogg", Ogg(SpeexHead(8_000), (160, new byte[50]), (8_000, new byte[50])), "Ogg, speex, 1 s, 8000 Hz, 1 channel, 3 kbit/s"),
        ("flac.oga", Ogg(FlacHead(48_000), (4096, new byte[50]), (48_000, new byte[50])), "Ogg, flac, 1 s, 48000 Hz, 2 channels, 3 kbit/s"),
        ("joined.opus", [.. Ogg(OpusHead(0), (48_000, OpusPacket())), .. Ogg(OpusHead(0), (960, OpusPacket()), (24_000, OpusPacket()))],
            "Ogg, opus, 0.52 s, 48000 Hz, 1 channel, 10 kbit/s"),
        ("damaged.opus", [.. Ogg(OpusHead(0), (960, OpusPacket())), .. new byte[70], .. OggPage(4, 48_000, 7, OpusPacket())],
            "Ogg, opus, 1 s, 48000 Hz, 1 channel, 4 kbit/s"),
        ("video.ogx", [.. OggPage(2, 0, 8, [0x80, .. "theora"u8]), .. Ogg(OpusHead(0), (960, OpusPacket()))],
            "Ogg, opus, 0.02 s, 48000 Hz, 1 channel, with video"),
        ("empty.ogg", Ogg(OpusHead()), "Ogg, opus, duration not stated, 48000 Hz, 1 channel"),

        ("a.m4a", Mp4(Movie(Track("soun", AacEntry, 1024, 1))), AacFacts),
        ("long.m4a", Mp4(Movie(Track("soun", AacEntry, 1024, 0, statedTicks: 1024, isLong: true))), AacFacts),
        ("edited.m4a", Mp4(Movie(Track("soun", AacEntry, 44_100, 45, Edits(1000, 1024)))), AacFacts),
        ("edited-long.m4a", Mp4(Movie(Track("soun", AacEntry, 44_100, 45, Edits(1000, 1024, isLong: true)))), AacFacts),
        ("opus.mp4", Mp4(Movie(Track("soun", OpusEntry, 1024, 2))), "MP4, opus, 2 s, 48000 Hz, 1 channel, 4 kbit/s"),
        ("alac.m4a", Mp4(Movie(Track("soun", AlacEntry, 1024, 2))), "MP4, alac, 2 s, 44100 Hz, 2 channels, 4 kbit/s"),
        ("flac.mp4", Mp4(Movie(Track("soun", FlacEntry, 1024, 2))), "MP4, flac, 2 s, 48000 Hz, 2 channels, 4 kbit/s"),
        ("video.mp4", Mp4(Movie(Track("vide", [], 1024, 9), Track("soun", AacEntry, 1024, 1))),
            "MP4, aac, 1 s, 44100 Hz, 1 channel, with video"),
        ("fragments.mp4",
            FragmentedMp4(Movie(Track("soun", AacEntry, 1000, 0), FragmentDefaults(20)), Fragment(50), Fragment(10, ticks: 30),
                Fragment(100, 100)),
            "MP4, aac, 1.5 s, 44100 Hz, 1 channel, 4 kbit/s"),
        ("first-fragment-in-index.mp4",
            FragmentedMp4(Movie(Track("soun", AacEntry, 1024, 2), FragmentDefaults(512)), Fragment(2), Fragment(2)),
            "MP4, aac, 4 s, 44100 Hz, 1 channel, 1 kbit/s"),
        ("fragments-with-gap.mp4",
            FragmentedMp4(Movie(Track("soun", AacEntry, 1000, 0)), Fragment(10, ticks: 20, start: 60_000),
                Fragment(10, ticks: 20, start: 60_800)),
            "MP4, aac, 1 s, 44100 Hz, 1 channel, 6 kbit/s"),

        ("a.webm", WebM(1500, OpusTrack, [[0, 20], [1000]]), "WebM, opus, 1.5 s, 48000 Hz, 1 channel, 1 kbit/s"),
        ("live.webm", WebM(null, OpusTrack, [[0, 20], [1000, 1460]], isLive: true), "WebM, opus, 1.48 s, 48000 Hz, 1 channel, 1 kbit/s"),
        ("late.weba", WebM(61_000, OpusTrack, [[60_000], [60_500]]), "WebM, opus, 1 s, 48000 Hz, 1 channel, 2 kbit/s"),
        ("cut.webm", WebM(9000, OpusTrack, [[0, 20], [1000, 1460], [2000]])[..^30], "WebM, opus, 1.48 s, 48000 Hz, 1 channel, 1 kbit/s"),
        ("vorbis.webm", WebM(1500, VorbisTrack, [[0]]), "WebM, vorbis, 1.5 s, 44100 Hz, 2 channels, 1 kbit/s"),
        ("video.webm", WebM(1500, [.. VideoTrack, .. OpusTrack], [[0]]), "WebM, opus, 1.5 s, 48000 Hz, 1 channel, with video"),

        // 50 frames of 1152 samples at 44.1 kHz are 1.306 s.
        ("a.mp3", Mp3(50), "MP3, mp3, 1.306 s, 44100 Hz, 1 channel, 128 kbit/s"),
        ("tagged.mp3", [.. Id3(), .. ApeTag(), .. Mp3(50), .. "TAG"u8, .. new byte[125]],
            "MP3, mp3, 1.306 s, 44100 Hz, 1 channel, 128 kbit/s"),
        ("zeros.mp3", [.. new byte[3000], .. Mp3(50), .. new byte[3000]], "MP3, mp3, 1.306 s, 44100 Hz, 1 channel, 128 kbit/s"),
        ("cut.mpga", Mp3(52)[200..^200], "MP3, mp3, 1.306 s, 44100 Hz, 1 channel, 128 kbit/s"),
        ("damaged.mp3", [.. Mp3(25), .. new byte[10], .. Mp3(25)], "MP3, mp3, 1.306 s, 44100 Hz, 1 channel, 128 kbit/s"),
        ("xing.mp3", [.. Mp3Facts("Xing", 50, 0, 0), .. Mp3(50)], "MP3, mp3, 1.306 s, 44100 Hz, 1 channel, 128 kbit/s"),
        ("vbri.mp3", [.. Mp3Facts("VBRI", 50, 0, 0), .. Mp3(50)], "MP3, mp3, 1.306 s, 44100 Hz, 1 channel, 128 kbit/s"),
        ("gapless.mp3", [.. Mp3Facts("Info", 50, 576, 924), .. Mp3(50)], "MP3, mp3, 1.272 s, 44100 Hz, 1 channel, 131 kbit/s"),
        ("gapless-cut.mp3", [.. Mp3Facts("Info", 90, 576, 924), .. Mp3(50)], "MP3, mp3, 1.293 s, 44100 Hz, 1 channel, 129 kbit/s"),
    ];

    public static TheoryData<string, byte[], AudioErrorReason, string> Damaged => new()
    {
        { "a.txt", "hello"u8.ToArray(), AudioErrorReason.UnknownFormat, "is not audio" },
        { "a.wav", "hello, this is no sound at all"u8.ToArray(), AudioErrorReason.UnknownFormat, "is not audio" },
        { "a.mp3", [0xFF, 0xFF, 0xFF, 0xFF, 0, 0], AudioErrorReason.UnknownFormat, "is not audio" },
        { "a.webm", WebM(1000, OpusTrack, [[0]], documentType: "matroska"), AudioErrorReason.UnknownFormat, "is Matroska" },
        { "a.flac", [.. "fLaC"u8, .. new byte[90]], AudioErrorReason.UnknownFormat, "is FLAC" },
        { "tagged.mp3", [.. Id3(), .. "fLaC"u8, .. new byte[90]], AudioErrorReason.UnknownFormat, "is not audio" },
        { "a.bin", Wav(1), AudioErrorReason.FormatMismatch, "contains WAV. Its name must end in .wav or .wave, such as 'a.wav'" },
        { "wav", Wav(1), AudioErrorReason.FormatMismatch, "'wav.wav'" },
        { "a.mp3", Wav(1), AudioErrorReason.FormatMismatch, "contains WAV" },
        { "a.wav", Mp3(50), AudioErrorReason.FormatMismatch, "contains MP3" },
        { "a.wav", Ogg(OpusHead(), (960, OpusPacket())), AudioErrorReason.FormatMismatch, "'a.ogg'" },
        { "a.wav", [], AudioErrorReason.Unreadable, "is empty" },
        { "a.wav", Wav(1)[..20], AudioErrorReason.Unreadable, "is incomplete" },
        { "silent.wav", Wav(0), AudioErrorReason.Unreadable, "contains no sound" },
        { "cut.ogg", Ogg(OpusHead())[..30], AudioErrorReason.Unreadable, "is incomplete" },
        { "video.ogg", OggPage(2, 0, 8, [0x80, .. "theora"u8]), AudioErrorReason.NoAudioTrack, "contains no sound" },
        { "recording.m4a", Mp4([]), AudioErrorReason.Unreadable, "is an incomplete recording" },
        { "cut-index.m4a", Mp4(Movie(Track("soun", AacEntry, 1024, 1)))[..^50], AudioErrorReason.Unreadable, "is an incomplete recording" },
        { "cut.m4a", [.. Mp4([])[..16], .. Movie(Track("soun", AacEntry, 1024, 1)), .. Box("mdat", new byte[500])[..200]],
            AudioErrorReason.Unreadable, "ends before the sound" },
        { "video.mp4", Mp4(Movie(Track("vide", [], 1024, 9))), AudioErrorReason.NoAudioTrack, "contains no sound track" },
        { "video.webm", WebM(1000, VideoTrack, [[0]]), AudioErrorReason.NoAudioTrack, "contains no sound track" },
        { "cut.webm", WebM(1000, [], []), AudioErrorReason.Unreadable, "is incomplete" },
        { "long.wav", Wav(600.5, 8_000), AudioErrorReason.TooLong, "lasts 600.5 s, 0.5 s more" },
        { "low.wav", Wav(1, 7_999), AudioErrorReason.UnsupportedSampleRate, "7999 Hz" },
        { "high.wav", Wav(1, 48_001), AudioErrorReason.UnsupportedSampleRate, "48001 Hz" },
        { "high.ogg", Ogg(VorbisHead(96_000), (448, new byte[50])), AudioErrorReason.UnsupportedSampleRate, "96000 Hz" },
    };
}
