using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Deletes voice notes, their audio and their transcriptions for good.</summary>
[Cmdlet(VerbsCommon.Remove, "VFVoiceNote", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = HelpLink.Folder + "Remove-VFVoiceNote.md")]
[OutputType(typeof(string))]
public sealed class RemoveVFVoiceNoteCommand : VFRemoveCmdlet
{
    /// <summary>The ids of the notes. The long name binds before its alias, so that a transcription gives its note's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(VoiceNoteIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] VoiceNoteId { get; set; } = [];

    private protected override string Activity => "Deleting voice notes";

    private protected override void Accept()
    {
        Announce(VoiceNoteId.Length);
        foreach (var id in VoiceNoteId)
        {
            if (ShouldProcess(RecentIds.OfThisRunspace().Describe(id), "Delete the voice note, its audio and its transcription"))
            {
                Remove(id, Client.DeleteVoiceNoteAsync);
            }
        }
    }
}
