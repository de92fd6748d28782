using System.Globalization;

namespace VocaFuse.Sandbox.Data;

/// <summary>
/// Ids that look random yet hold their index, so that a million notes need no table to be found by id.
/// Eight hex digits of salt lead, twelve digits of index, masked by the salt, end it.
/// </summary>
internal static class NoteId
{
    private const ulong IndexBits = (1UL << 48) - 1;

    public static string For(int seed, int index)
    {
        var bits = Mixer.At(seed, index, 1);
        var salt = (uint)bits;
        var masked = ((uint)index ^ Mask(seed, salt)) & IndexBits;
        return ((bits >> 32) % 16) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"vn_{salt:x8}{masked:x12}"),
            1 => string.Create(CultureInfo.InvariantCulture, $"rec_{salt:x8}{masked:x12}"),
            _ => Uuid(salt, Mixer.Mix(bits), masked),
        };
    }

    /// <summary>The index an id of this seed would have; the caller compares the id made from it.</summary>
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

    private static ulong Mask(int seed, uint salt) => Mixer.Mix(((ulong)(uint)seed << 32) | salt);

    // Version 4, variant 1: what a validator of UUIDs expects.
    private static string Uuid(uint salt, ulong middle, ulong masked) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{salt:x8}-{(ushort)middle:x4}-{0x4000 | ((middle >> 16) & 0xFFF):x4}-{0x8000 | ((middle >> 32) & 0x3FFF):x4}-{masked:x12}");
}
