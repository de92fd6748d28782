using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace VocaFuse.Paging;

/// <summary>Remembers which ids a listing has met: 16 bytes each and the room to grow, at most 43 bytes in all.</summary>
/// <remarks>
/// A UUID is kept as it is; of any other id 128 bits of its SHA-256, and two ids that share them do not occur. It grows by
/// a further table as large as all before together, and never copies one, so that growing does not need the old and the
/// new memory at once.
/// </remarks>
internal sealed class SeenIds
{
    private const int FirstTable = 256;
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;

    private readonly List<UInt128[]> tables = [];
    private int room;

    /// <summary>How many ids it holds.</summary>
    public long Count { get; private set; }

    /// <summary>True where the id is new.</summary>
    public bool Add(string id)
    {
        var key = KeyOf(id);
        if (Holds(key))
        {
            return false;
        }

        if (room == 0)
        {
            Grow();
        }

        Slot(tables[^1], key) = key;
        room--;
        Count++;
        return true;
    }

    public bool Contains(string id) => Count > 0 && Holds(KeyOf(id));

    private bool Holds(UInt128 key)
    {
        // The newest table is half of them all, and what comes again is mostly what came last.
        for (var i = tables.Count - 1; i >= 0; i--)
        {
            if (Slot(tables[i], key) == key)
            {
                return true;
            }
        }

        return false;
    }

    private void Grow()
    {
        var size = tables.Count == 0 ? FirstTable : tables.Sum(static table => table.Length);
        tables.Add(new UInt128[size]);
        room = size / 4 * 3;
    }

    /// <summary>Where a key stands in a table, or the free place where it would have to.</summary>
    private static ref UInt128 Slot(UInt128[] table, UInt128 key)
    {
        var mask = table.Length - 1;
        // UUIDs that were made one after another differ in few places; the top of the product depends on them all.
        var product = ((ulong)key ^ BitOperations.RotateLeft((ulong)(key >> 64), 32)) * Spread;
        var at = (int)(product >> BitOperations.LeadingZeroCount((ulong)mask));
        while (table[at] != UInt128.Zero && table[at] != key)
        {
            at = (at + 1) & mask;
        }

        return ref table[at];
    }

    private static UInt128 KeyOf(string id)
    {
        if (!Guid.TryParseExact(id, "D", out var uuid))
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            Span<byte> text = stackalloc byte[256];
            SHA256.HashData(Encoding.UTF8.TryGetBytes(id, text, out var length) ? text[..length] : Encoding.UTF8.GetBytes(id), hash);
            uuid = MemoryMarshal.Read<Guid>(hash);
        }

        // Nothing but zeros stands for a free place.
        var key = Unsafe.BitCast<Guid, UInt128>(uuid);
        return key == UInt128.Zero ? UInt128.MaxValue : key;
    }
}
