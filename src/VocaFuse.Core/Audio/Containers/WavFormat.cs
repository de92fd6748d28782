using System.Buffers.Binary;

namespace VocaFuse.Audio.Containers;

/// <summary>The format chunk of a WAV file.</summary>
internal sealed record WavFormat(int Tag, int Channels, uint SampleRate, uint BytesPerSecond, int BlockAlign, int Bits, int SamplesPerBlock)
{
    /// <summary>The length of the extensible form in bytes. The other forms are shorter.</summary>
    public const int LongestLength = 40;

    public const int ShortestLength = 16;

    private const int Pcm = 1;
    private const int MsAdpcm = 2;
    private const int FloatPcm = 3;
    private const int ALaw = 6;
    private const int MuLaw = 7;
    private const int ImaAdpcm = 0x11;
    private const int Gsm = 0x31;
    private const int Extensible = 0xFFFE;

    /// <summary>Gets the codec; null if it is unknown.</summary>
    public string? Codec => Tag switch
    {
        Pcm => Bits == 8 ? "pcm_u8" : $"pcm_s{Bits}le",
        MsAdpcm => "adpcm_ms",
        FloatPcm => $"pcm_f{Bits}le",
        ALaw => "pcm_alaw",
        MuLaw => "pcm_mulaw",
        ImaAdpcm => "adpcm_ima_wav",
        Gsm => "gsm_ms",
        0x45 => "adpcm_g726",
        0x50 => "mp2",
        0x55 => "mp3",
        0xFF => "aac",
        _ => null,
    };

    private bool IsUncompressed => Tag is Pcm or FloatPcm or ALaw or MuLaw;

    public static WavFormat Read(ReadOnlySpan<byte> chunk)
    {
        Span<byte> format = stackalloc byte[LongestLength];
        chunk.CopyTo(format);
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(format);
        tag = tag == Extensible ? BinaryPrimitives.ReadUInt16LittleEndian(format[24..]) : tag;
        return new WavFormat(
            tag,
            Channels: BinaryPrimitives.ReadUInt16LittleEndian(format[2..]),
            SampleRate: BinaryPrimitives.ReadUInt32LittleEndian(format[4..]),
            BytesPerSecond: BinaryPrimitives.ReadUInt32LittleEndian(format[8..]),
            BlockAlign: BinaryPrimitives.ReadUInt16LittleEndian(format[12..]),
            Bits: BinaryPrimitives.ReadUInt16LittleEndian(format[14..]),
            SamplesPerBlock: tag is MsAdpcm or ImaAdpcm or Gsm ? BinaryPrimitives.ReadUInt16LittleEndian(format[18..]) : 0);
    }

    /// <summary>Computes the duration. The bytes per second of a compressed file are an estimate and are used last.</summary>
    /// <param name="bytes">The size of the sound in bytes.</param>
    /// <param name="statedSamples">The number of samples in the fact chunk; too large if the file is truncated.</param>
    public TimeSpan? DurationOf(long bytes, uint? statedSamples)
    {
        if (IsUncompressed && BlockAlign > 0)
        {
            return AudioMetadata.DurationOf(bytes / BlockAlign, SampleRate);
        }

        var stated = statedSamples is 0 or uint.MaxValue ? null : statedSamples;
        if (SamplesPerBlock > 0 && BlockAlign > 0)
        {
            var samples = (bytes + BlockAlign - 1) / BlockAlign * SamplesPerBlock;
            return AudioMetadata.DurationOf(Math.Min(stated ?? samples, samples), SampleRate);
        }

        return stated is { } count ? AudioMetadata.DurationOf(count, SampleRate) : AudioMetadata.DurationOf(bytes, BytesPerSecond);
    }
}
