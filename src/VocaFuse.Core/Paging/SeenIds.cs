using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace VocaFuse.Paging;

/// <summary>Remembers which ids a listing has met, in 28 bytes an id and the room to grow.</summary>
/// <remarks>Of each id it keeps 128 bits of its SHA-256: two ids that share them do not occur.</remarks>
internal sealed class SeenIds
{
    private readonly HashSet<Guid> digests = [];

    /// <summary>True where the id is new.</summary>
    public bool Add(string id) => digests.Add(Digest(id));

    public bool Contains(string id) => digests.Contains(Digest(id));

    private static Guid Digest(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> text = stackalloc byte[256];
        if (Encoding.UTF8.TryGetBytes(id, text, out var length))
        {
            SHA256.HashData(text[..length], hash);
        }
        else
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        }

        return MemoryMarshal.Read<Guid>(hash);
    }
}
