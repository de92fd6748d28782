using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Security;

namespace VocaFuse.PowerShell;

/// <summary>Excludes secrets from serialized copies: outside Windows, Export-Clixml writes a SecureString that anyone can read.</summary>
/// <remarks>
/// The type data is set when a runspace first writes an object with a secret. Import would be slower with it, and PowerShell
/// rejects a types file from a second copy of the module.
/// </remarks>
internal static class SecretSerialization
{
    private const string UpdateTypeData = "param($type, $properties) Microsoft.PowerShell.Utility\\Update-TypeData -TypeName $type "
        + "-SerializationMethod SpecificProperties -PropertySerializationSet $properties -InheritPropertySerializationSet $false "
        + "-Force -WhatIf:$false -Confirm:$false";

    private static readonly Type[] SecretTypes = [typeof(AccessToken), typeof(VFNewApiKey), typeof(Webhook)];
    private static readonly ConditionalWeakTable<Runspace, object> Prepared = new();

    /// <summary>Excludes secrets from copies of an object that is about to be written.</summary>
    public static void Exclude(PSCmdlet cmdlet, object? written)
    {
        if (!SecretTypes.Contains(written?.GetType()) || !Prepared.TryAdd(Runspace.DefaultRunspace, Prepared))
        {
            return;
        }

        foreach (var type in SecretTypes)
        {
            var serialized = type.GetProperties()
                .Where(property => property.PropertyType != typeof(SecureString) && property.PropertyType != typeof(PSCredential));
            cmdlet.InvokeCommand.InvokeScript(UpdateTypeData, type.FullName, serialized.Select(property => property.Name).ToArray());
        }
    }
}
