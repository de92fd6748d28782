using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace VocaFuse.Paging;

/// <summary>The ids that a listing has read, in at most 43 bytes each.</summary>
/// <remarks>
/// A UUID takes 16 bytes; any other id is replaced by the first 16 bytes of its SHA-256 hash. A hash set copies itself in order
/// to grow, which needs three times its memory for a moment. Therefore a full set is kept, and a new one is added to it.
/// </remarks>
internal sealed class SeenIds
{
    private const int InitialCapacity = 1000;

    /// <summary>All sets but the last are full.</summary>
    private readonly List<HashSet<Guid>> sets = [];
    private int freeSlots;

    /// <summary>Gets the number of ids.</summary>
    public long Count { get; private set; }

    /// <summary>Adds an id. False if it was known.</summary>
    public bool Add(string id)
    {
        var key = KeyOf(id);
        if (Contains(key))
        {
            return false;
        }

        if (freeSlots == 0)
        {
            sets.Add(new HashSet<Guid>(sets.Count == 0 ? InitialCapacity : (int)(Count * 2 / 5)));
            freeSlots = sets[^1].EnsureCapacity(0);
        }

        sets[^1].Add(key);
        freeSlots--;
        Count++;
        return true;
    }

    public bool Contains(string id) => Count > 0 && Contains(KeyOf(id));

    private bool Contains(Guid key)
    {
        // Newest first: an id that is read again was mostly read a page before.
        for (var i = sets.Count - 1; i >= 0; i--)
        {
            if (sets[i].Contains(key))
            {
                return true;
            }
        }

        return false;
    }

    private static Guid KeyOf(string id)
    {
        if (Guid.TryParseExact(id, "D", out var uuid))
        {
            return uuid;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(id.AsSpan()), hash);
        return MemoryMarshal.Read<Guid>(hash);
    }
}
