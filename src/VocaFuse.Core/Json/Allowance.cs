using System.Text.Json;

namespace VocaFuse.Json;

/// <summary>
/// How much memory a document may take: eight times its size, and a megabyte. What would take more is small on the wire and
/// large in memory, such as millions of empty entries, and is refused while it is read, before it does harm.
/// </summary>
/// <remarks>
/// It looks at what the thread really allocates, so that nothing is refused on a guess. Reading a document never changes
/// threads. Readers ask before they take much at once, and with each entry of a list.
/// </remarks>
internal readonly struct Allowance : IDisposable
{
    private const int PerByte = 8;

    /// <summary>The megabyte, but for what sending, failing and reading the first document of all take.</summary>
    private const int Free = 896 * 1024;

    [ThreadStatic]
    private static long limit;

    private readonly long outer;

    private Allowance(long outer) => this.outer = outer;

    /// <summary>Begins the reading of a document; within the reading of another one, that one's allowance stays in force.</summary>
    /// <param name="documentLength">Its length in bytes.</param>
    /// <param name="spent">What it has taken before it is read.</param>
    public static Allowance For(int documentLength, long spent = 0)
    {
        var outer = limit;
        limit = outer > 0 ? outer : GC.GetAllocatedBytesForCurrentThread() + ((long)PerByte * documentLength) + Free - spent;
        return new Allowance(outer);
    }

    /// <summary>Throws where the document has used up its allowance, or would with so many bytes more.</summary>
    /// <exception cref="TooDenseException">It has.</exception>
    public static void Require(long bytes = 0)
    {
        if (limit > 0 && GC.GetAllocatedBytesForCurrentThread() + bytes > limit)
        {
            throw new TooDenseException();
        }
    }

    /// <summary>The same for one more entry of a list, which may make the list grow.</summary>
    public static void RequireRoomIn<T>(List<T> items) => Require(items.Count == items.Capacity ? 3L * IntPtr.Size * items.Count : 0);

    /// <summary>The document is read.</summary>
    public void Dispose() => limit = outer;
}

/// <summary>A document would be far larger in memory than it is on the wire.</summary>
internal sealed class TooDenseException() : JsonException("The document has more entries than its size can fill.");
