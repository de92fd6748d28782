using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Helpers for values from scripts.</summary>
internal static class PSObjectExtensions
{
    /// <summary>Returns the value without its PSObject wrapper; a PSCustomObject keeps it.</summary>
    public static object? Unwrap(this object? value) => value is PSObject { BaseObject: var inner and not PSCustomObject } ? inner : value;
}
