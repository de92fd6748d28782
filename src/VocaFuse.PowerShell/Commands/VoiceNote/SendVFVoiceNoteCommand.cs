using System.Collections;
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

    private IReadOnlyDictionary<string, string> tags = new Dictionary<string, string>();

    /// <summary>True if -Duration is given to the command and not by an input object.</summary>
    private bool hasCommonDuration;

    /// <summary>The first file that the common duration was used for; null before.</summary>
    private string? firstWithCommonDuration;
    private bool warnedOfCommonDuration;

    /// <summary>The paths of the files, wildcards allowed.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The paths of the files, without wildcards.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The user that the voice notes belong to: the id that your own application uses.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Identity")]
    [ValidateNotNullOrEmpty]
    public string UserId { get; set; } = "";

    /// <summary>The duration of the recording, a TimeSpan or a number of seconds. It is used for files that do not state it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecondsTransformation]
    [ValidateNotNull]
    [ValidatePositiveDuration]
    public TimeSpan? Duration { get; set; }

    /// <summary>The tags of the voice notes: a hashtable with text values.</summary>
    [Parameter]
    [ValidateNotNull]
    [ValidateTag]
    public IDictionary? Tag { get; set; }

    private protected override string Activity => "Sending voice notes";

    private protected override bool IsLongRunning => true;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        tags = ValidateTagAttribute.TextsOf(Tag);
        hasCommonDuration = MyInvocation.BoundParameters.ContainsKey(nameof(Duration));
    }

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
            // Queued like a request, so that the error is written in the order of the input.
            Send(file, _ => Task.FromException<VoiceNoteReference>(failure));
            return;
        }

        WriteVerbose($"{file}: {audio.Description}");
        if (!audio.StatesDuration && hasCommonDuration)
        {
            WarnOfCommonDuration(file);
        }

        if (ShouldProcess(file, $"Send as a voice note of '{UserId}'"))
        {
            var upload = new VoiceNoteUpload(audio, UserId) { Tags = tags };
            Send(file, stop => uploads.FollowAsync(upload, Client.UploadVoiceNoteAsync(upload, stop)));
        }
    }

    private void WarnOfCommonDuration(string file)
    {
        if (firstWithCommonDuration is not null && !warnedOfCommonDuration)
        {
            warnedOfCommonDuration = true;
            WriteWarning(
                $"-Duration is used for more than one file that does not state its duration: '{firstWithCommonDuration}', '{file}'. "
                + "If they differ, give each its own: pipe objects with the properties Path and Duration.");
        }

        firstWithCommonDuration ??= file;
    }
}
