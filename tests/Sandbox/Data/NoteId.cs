using System.Globalization;

namespace VocaFuse.Sandbox.Data;

/// <summary>
/// IDs that look random but contain their index, so that finding one of a million notes needs no table. An ID starts with eight
/// hex digits of salt and ends with twelve digits of index, masked by the salt.
/// </summary>
internal static class NoteId
{
    private const ulong IndexBits = (1UL << 48) - 1;

    public static string For(int seed, int index)
    {
        var bits = SplitMix64.At(seed, index, 1);
        var salt = (uint)bits;
        var masked = ((uint)index ^ Mask(seed, salt)) & IndexBits;
        return ((bits >> 32) % 16) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"vn_{salt:x8}{masked:x12}"),
            1 => string.Create(CultureInfo.InvariantCulture, $"rec_{salt:x8}{masked:x12}"),
            _ => Uuid(salt, SplitMix64.Mix(bits), masked),
        };
    }

    /// <summary>Reads the index from an ID. The caller compares the ID with the one of that index.</summary>
    public static bool TryReadIndex(int seed, string id, out int index)
    {
        index = -1;
        var hex = id.StartsWith("vn_", StringComparison.Ordinal) ? id.AsSpan(3)
            : id.StartsWith("rec_", StringComparison.Ordinal) ? id.AsSpan(4)
            : id.AsSpan();
        if (hex.Length < 20
            || !uint.TryParse(hex[..8], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var salt)
            || !ulong.TryParse(hex[^12..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var masked))
        {
            return false;
        }

        var value = (masked ^ Mask(seed, salt)) & IndexBits;
        index = value <= int.MaxValue ? (int)value : -1;
        return index >= 0;
    }

    private static ulong Mask(int seed, uint salt) => SplitMix64.Mix(((ulong)(uint)seed << 32) | salt);

    // Version 4, variant 1, so that the ID is a valid UUID.
    private static string Uuid(uint salt, ulong middle, ulong masked) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{salt:x8}-{(ushort)middle:x4}-{0x4000 | ((middle >> 16) & 0xFFF):x4}-{0x8000 | ((middle >> 32) & 0x3FFF):x4}-{masked:x12}");
}
