using System.Reflection;
using System.Runtime.InteropServices;

namespace VocaFuse.Transport;

internal static class DefaultUserAgent
{
    /// <summary>The User-Agent in the form the service's other clients send.</summary>
    public static string Default { get; } = $"VocaFuse-PowerShell/{typeof(DefaultUserAgent).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion} ({RuntimeInformation.FrameworkDescription}; {SystemName})";

    private static string SystemName => OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : "Linux";
}
