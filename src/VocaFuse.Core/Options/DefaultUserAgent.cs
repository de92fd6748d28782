using System.Reflection;
using System.Runtime.InteropServices;

namespace VocaFuse.Options;

/// <summary>The User-Agent header, in the form of the service's other clients.</summary>
internal static class DefaultUserAgent
{
    public static string Value { get; } = $"VocaFuse-PowerShell/{Version} ({RuntimeInformation.FrameworkDescription}; {SystemName})";

    private static string Version =>
        typeof(DefaultUserAgent).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static string SystemName => OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : "Linux";
}
