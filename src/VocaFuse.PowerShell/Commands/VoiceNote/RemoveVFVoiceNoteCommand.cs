using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Permanently deletes voice notes with their audio and transcriptions.</summary>
[Cmdlet(VerbsCommon.Remove, "VFVoiceNote", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpLink.Folder + "Remove-VFVoiceNote.md")]
[OutputType(typeof(string))]
public sealed class RemoveVFVoiceNoteCommand : VFRemoveCmdlet
{
    /// <summary>The voice notes, or their IDs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(VoiceNoteIdCompleter))]
    [ValidateNotNullOrEmpty]
    public VoiceNoteIdentity[] VoiceNoteId { get; set; } = [];

    private protected override string Activity => "Deleting voice notes";

    private protected override void StartRequests()
    {
        SetItemCount(VoiceNoteId.Length);
        foreach (var id in SelectValidIds(VoiceNoteId))
        {
            if (ShouldProcess(RecentIds.ForCurrentRunspace().Describe(id), "Delete the voice note, its audio and its transcription"))
            {
                Remove(id, Client.DeleteVoiceNoteAsync);
            }
        }
    }
}
