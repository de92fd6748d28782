using System.Reflection;
using System.Runtime.InteropServices;

namespace VocaFuse.Transport;

internal static class DefaultUserAgent
{
    /// <summary>The User-Agent header, in the form of the service's other clients.</summary>
    public static string Default { get; } = $"VocaFuse-PowerShell/{Version} ({RuntimeInformation.FrameworkDescription}; {SystemName})";

    private static string Version =>
        typeof(DefaultUserAgent).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static string SystemName => OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : "Linux";
}
