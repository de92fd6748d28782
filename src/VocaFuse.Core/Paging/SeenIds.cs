using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace VocaFuse.Paging;

/// <summary>The ids that a listing has read. A UUID is kept in 16 bytes, any other id as the first 16 bytes of its SHA-256 hash.</summary>
internal sealed class SeenIds
{
    /// <summary>The number of ids that prove that a list is long. Its total alone proves nothing, because it may be wrong.</summary>
    private const int LongList = 10_000;

    /// <summary>The maximum capacity to reserve, 28 MB.</summary>
    private const int MaximumReservation = 1_000_000;

    private readonly HashSet<Guid> keys = [];

    /// <summary>Gets the number of ids.</summary>
    public int Count => keys.Count;

    /// <summary>Reserves capacity in a long list. A set that doubles leaves arrays that are collected late.</summary>
    public void Reserve(long count)
    {
        if (keys.Count >= LongList)
        {
            keys.EnsureCapacity((int)Math.Clamp(count, 0, MaximumReservation));
        }
    }

    /// <summary>Adds an id. False if it was known.</summary>
    public bool Add(string id) => keys.Add(KeyOf(id));

    public bool Contains(string id) => keys.Contains(KeyOf(id));

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
