namespace VocaFuse.Sandbox.Data;

/// <summary>
/// Pseudorandom bits as a pure function of seed and index (SplitMix64), so that any note is computed in the same time and
/// none has to be stored.
/// </summary>
internal static class SplitMix64
{
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    public static ulong At(int seed, int index, int purpose) =>
        Mix(Mix(((ulong)(uint)seed << 32) | (uint)index) + (ulong)purpose);
}
