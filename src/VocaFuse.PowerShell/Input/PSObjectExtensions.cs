using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Values as they come from scripts.</summary>
internal static class PSObjectExtensions
{
    /// <summary>The value without PowerShell's wrapper; an object that is nothing but properties keeps it.</summary>
    public static object? Unwrap(object? value) => value is PSObject { BaseObject: var inner and not PSCustomObject } ? inner : value;
}
