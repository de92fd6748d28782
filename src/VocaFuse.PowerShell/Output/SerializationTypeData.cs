using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Security;

namespace VocaFuse.PowerShell;

/// <summary>Sets which properties PowerShell serializes for Export-Clixml, jobs and remote sessions, and how deep.</summary>
/// <remarks>
/// The type data is set when a runspace first writes an object of a type. Import would be slower with it, and PowerShell rejects a types
/// file from a second copy of the module.
/// </remarks>
internal static class SerializationTypeData
{
    private const string UpdateTypeData =
        "param($settings) Microsoft.PowerShell.Utility\\Update-TypeData @settings -Force -WhatIf:$false -Confirm:$false";

    private static readonly ConditionalWeakTable<Runspace, HashSet<Type>> PreparedTypes = new();

    /// <summary>Sets the type data of an object that is about to be written.</summary>
    public static void Prepare(PSCmdlet cmdlet, object item)
    {
        if (item is not (Transcription or AccessToken or VFNewApiKey or Webhook)
            || !PreparedTypes.GetOrCreateValue(Runspace.DefaultRunspace).Add(item.GetType()))
        {
            return;
        }

        var settings = item is Transcription ? KeepWords() : ExcludeSecrets(item.GetType());
        settings["TypeName"] = item.GetType().FullName;
        cmdlet.InvokeCommand.InvokeScript(UpdateTypeData, settings);
    }

    /// <summary>By default, jobs and remote sessions serialize one level, which does not include the times of words.</summary>
    private static Hashtable KeepWords() => new() { ["SerializationDepth"] = 3 };

    /// <summary>Outside Windows, Export-Clixml would write a SecureString that anyone can read.</summary>
    private static Hashtable ExcludeSecrets(Type type) => new()
    {
        ["SerializationMethod"] = "SpecificProperties",
        ["PropertySerializationSet"] = type.GetProperties()
            .Where(property => property.PropertyType != typeof(SecureString) && property.PropertyType != typeof(PSCredential))
            .Select(property => property.Name)
            .ToArray(),
        ["InheritPropertySerializationSet"] = false,
    };
}
