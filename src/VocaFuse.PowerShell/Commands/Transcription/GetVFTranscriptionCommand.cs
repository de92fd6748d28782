using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Gets the transcriptions of voice notes.</summary>
[Cmdlet(VerbsCommon.Get, "VFTranscription")]
[OutputType(typeof(Transcription))]
public sealed class GetVFTranscriptionCommand : VFRequestCmdlet<Transcription>
{
    /// <summary>The ids of the voice notes. The long name binds before its alias, so that a transcription gives its note's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string[] VoiceNoteId { get; set; } = [];

    private protected override void Accept()
    {
        foreach (var id in VoiceNoteId)
        {
            Send(id, stop => Client.GetTranscriptionAsync(id, stop));
        }
    }

    private protected override void OnResult(object target, Transcription result) => WriteObject(result);
}
