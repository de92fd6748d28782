namespace VocaFuse.PowerShell;

/// <summary>
/// Marks a thread while a source of external events, such as webhook deliveries, writes an object. Downstream commands run
/// inside that write and must not delay results until the next object, because it is unknown when it arrives.
/// </summary>
internal static class StreamingSource
{
    [ThreadStatic]
    private static bool isWriting;

    /// <summary>Gets whether a streaming source is writing an object on this thread.</summary>
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
