namespace VocaFuse.PowerShell;

/// <summary>
/// Tells a pipeline that what it is given comes from a source that waits for the world outside, such as webhook deliveries.
/// The commands behind it run inside the source's write, on its thread; none may hold a result back until the next object
/// comes, for nobody knows when that will be.
/// </summary>
internal static class StreamingSource
{
    [ThreadStatic]
    private static bool isWriting;

    /// <summary>True while such a source writes an object on this thread.</summary>
    public static bool IsWriting => isWriting;

    public static void Write(Action write)
    {
        var former = isWriting;
        isWriting = true;
        try
        {
            write();
        }
        finally
        {
            isWriting = former;
        }
    }
}
