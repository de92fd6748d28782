using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Security;

namespace VocaFuse.PowerShell;

/// <summary>
/// Keeps secrets out of serialized copies: off Windows, Export-Clixml writes a SecureString so that anyone can read it.
/// </summary>
/// <remarks>
/// PowerShell is told when a runspace meets the first object with a secret, not at import, which is to be quick; and not by
/// a types file, which PowerShell refuses from a second copy of the module.
/// </remarks>
internal static class SecretlessCopies
{
    private const string Tell = "param($type, $copied) Microsoft.PowerShell.Utility\\Update-TypeData -TypeName $type -SerializationMethod SpecificProperties -PropertySerializationSet $copied -InheritPropertySerializationSet $false -Force -WhatIf:$false -Confirm:$false";

    private static readonly Type[] Bearers = [typeof(AccessToken), typeof(VFNewApiKey), typeof(Webhook)];
    private static readonly ConditionalWeakTable<Runspace, object> TotalsReporting = new();

    /// <summary>To be called before an object that may hold a secret is written.</summary>
    public static void Prepare(PSCmdlet cmdlet, object? written)
    {
        if (!Bearers.Contains(written?.GetType()) || !TotalsReporting.TryAdd(Runspace.DefaultRunspace, TotalsReporting))
        {
            return;
        }

        foreach (var type in Bearers)
        {
            var copied = type.GetProperties().Where(property => property.PropertyType != typeof(SecureString) && property.PropertyType != typeof(PSCredential));
            cmdlet.InvokeCommand.InvokeScript(Tell, type.FullName, copied.Select(property => property.Name).ToArray());
        }
    }
}
