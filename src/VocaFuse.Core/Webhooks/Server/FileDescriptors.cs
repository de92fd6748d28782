using System.Runtime.InteropServices;

namespace VocaFuse.Webhooks.Server;

/// <summary>Counts the file descriptors of the process. Each connection takes one.</summary>
/// <remarks>
/// Starting a thread takes two descriptors. Without them, the thread pool fails and ends the process, so connections must
/// leave some free.
/// </remarks>
internal static class FileDescriptors
{
    /// <summary>Connections do not reach a limit above this one, and counting would take too long.</summary>
    private const int LargestCounted = 32 * 1024;

    /// <summary>The result of <c>poll</c> for a descriptor that is not open.</summary>
    /// <remarks>The result is one half of a 32-bit value, and the other half is 0. The order depends on the processor.</remarks>
    private const int NotOpen = 0x0020_0020;

    /// <summary>Gets the number of descriptors that can still be opened. Windows has no such limit.</summary>
    public static int CountFree()
    {
        if (OperatingSystem.IsWindows() || MaximumCount() is not (<= LargestCounted and var maximum))
        {
            return int.MaxValue;
        }

        // An entry is the descriptor, then the requested and the returned events.
        var entries = new int[2 * maximum];
        for (var descriptor = 0; descriptor < maximum; descriptor++)
        {
            entries[2 * descriptor] = descriptor;
        }

        if (Poll(entries, (nuint)maximum, 0) < 0)
        {
            return int.MaxValue;
        }

        var free = 0;
        for (var i = 1; i < entries.Length; i += 2)
        {
            free += (entries[i] & NotOpen) != 0 ? 1 : 0;
        }

        return free;
    }

    /// <summary>Gets the limit of the process. It can change while the process runs.</summary>
    private static int MaximumCount()
    {
        const int OpenFilesOnLinux = 7;
        const int OpenFilesElsewhere = 8;
        var limits = new nuint[2];
        return GetLimits(OperatingSystem.IsLinux() ? OpenFilesOnLinux : OpenFilesElsewhere, limits) == 0 && limits[0] < int.MaxValue
            ? (int)limits[0]
            : int.MaxValue;
    }

    /// <param name="resource">The number of the resource.</param>
    /// <param name="limits">Two values: the soft limit and the hard limit.</param>
    [DllImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetLimits(int resource, [Out] nuint[] limits);

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll([In, Out] int[] entries, nuint count, int timeout);
}
