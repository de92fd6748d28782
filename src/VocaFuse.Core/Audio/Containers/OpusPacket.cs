namespace VocaFuse.Audio.Containers;

/// <summary>Computes the duration of an Opus packet from its first two bytes (RFC 6716, section 3).</summary>
internal static class OpusPacket
{
    /// <summary>The sample rate of all times in Opus. It does not depend on the rate of the recording.</summary>
    public const int SampleRate = 48_000;

    public static int SamplesOf(ReadOnlySpan<byte> packet)
    {
        if (packet.IsEmpty)
        {
            return 0;
        }

        var configuration = packet[0] >> 3;
        var frame = configuration switch
        {
            // SILK: 10, 20, 40 or 60 ms; hybrid: 10 or 20 ms; CELT: 2.5, 5, 10 or 20 ms.
            < 12 => (configuration & 3) switch { 0 => 480, 1 => 960, 2 => 1920, _ => 2880 },
            < 16 => (configuration & 1) == 0 ? 480 : 960,
            _ => 120 << (configuration & 3),
        };
        return frame * ((packet[0] & 3) switch
        {
            0 => 1,
            1 or 2 => 2,
            _ => packet.Length > 1 ? packet[1] & 0x3F : 0,
        });
    }
}
