using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace VocaFuse.PowerShell;

/// <summary>Keeps the words of transcriptions, and their times, in the output of jobs and remote sessions.</summary>
/// <remarks>PowerShell serializes such output one level deep unless the type data specifies a depth. The type data is set when a runspace
/// first writes a transcription, because import would be slower with it.</remarks>
internal static class TranscriptionSerialization
{
    private const string UpdateTypeData =
        "param($type) Microsoft.PowerShell.Utility\\Update-TypeData -TypeName $type -SerializationDepth 3 "
        + "-Force -WhatIf:$false -Confirm:$false";

    private static readonly ConditionalWeakTable<Runspace, object> Prepared = new();

    public static void KeepWords(PSCmdlet cmdlet)
    {
        if (Prepared.TryAdd(Runspace.DefaultRunspace, Prepared))
        {
            cmdlet.InvokeCommand.InvokeScript(UpdateTypeData, typeof(Transcription).FullName);
        }
    }
}
