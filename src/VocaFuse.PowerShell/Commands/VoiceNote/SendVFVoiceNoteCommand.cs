using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Sends audio files to VocaFuse, where they become voice notes.</summary>
[Cmdlet(VerbsCommunications.Send, "VFVoiceNote", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, HelpUri = HelpLink.Folder + "Send-VFVoiceNote.md")]
[OutputType(typeof(VoiceNoteReference))]
public sealed class SendVFVoiceNoteCommand : VFRequestCmdlet<VoiceNoteReference>
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly UploadProgress uploads = new();

    /// <summary>The files, with wildcards.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files, with no character taken for a wildcard.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Whose voice notes they become: the id that your own application knows the user by.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Identity")]
    [ValidateNotNullOrEmpty]
    public string UserId { get; set; } = "";

    /// <summary>How long the recording is: a TimeSpan, or a number of seconds. Needed where the file does not say.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecondsTransformation]
    [ValidateNotNull]
    public TimeSpan? Duration { get; set; }

    private protected override string Activity => "Sending voice notes";

    private protected override bool IsLongRunning => true;

    private protected override void Accept()
    {
        var isLiteral = ParameterSetName == LiteralPathSet;
        foreach (var path in isLiteral ? LiteralPath : Path)
        {
            var (files, refusal) = PathResolver.Files(this, path, isLiteral);
            if (refusal is not null)
            {
                WriteError(refusal);
            }

            foreach (var file in files)
            {
                SendFile(file);
            }
        }
    }

    private protected override void OnResult(object target, VoiceNoteReference result) => WriteItem(result);

    private protected override void ShowProgress(WorkProgress bar) => uploads.Show(bar);

    private void SendFile(string file)
    {
        AudioFile audio;
        try
        {
            audio = AudioFile.Inspect(file, Duration);
        }
        catch (VocaFuseAudioException failure)
        {
            // In its place behind the files in front of it, which may still be on their way.
            Send(file, _ => Task.FromException<VoiceNoteReference>(failure));
            return;
        }

        if (ShouldProcess(file, $"Send as a voice note of '{UserId}'"))
        {
            var upload = new VoiceNoteUpload(audio, UserId);
            Send(file, stop => uploads.FollowAsync(upload, Client.UploadVoiceNoteAsync(upload, stop)));
        }
    }
}
