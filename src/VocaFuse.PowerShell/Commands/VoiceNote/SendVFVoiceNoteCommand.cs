using System.Collections;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Sends audio files to VocaFuse, where they become voice notes.</summary>
[Cmdlet(VerbsCommunications.Send, "VFVoiceNote", DefaultParameterSetName = PathSet, SupportsShouldProcess = true,
    HelpUri = HelpLink.Folder + "Send-VFVoiceNote.md")]
[OutputType(typeof(VoiceNoteReference))]
public sealed class SendVFVoiceNoteCommand : VFRequestCmdlet<VoiceNoteReference>
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly UploadProgress uploads = new();
    private IReadOnlyDictionary<string, string> tags = new Dictionary<string, string>();

    private UploadConfirmation confirmation = null!;

    /// <summary>Null if -Duration is a property of the input objects and not a parameter of the command.</summary>
    private CommonDurationWarning? commonDuration;

    /// <summary>Null if sent files are not recorded.</summary>
    private UploadRecords? records;

    /// <summary>The paths of the files, wildcards allowed.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The paths of the files, without wildcards.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The user of the voice notes: the ID that your own application uses.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Identity")]
    [UserIdTransformation]
    [ArgumentCompleter(typeof(UserIdCompleter))]
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

    /// <summary>Skips files whose content was sent before for the same user, according to the record.</summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>The path of the record of sent files. By default, it is in the folder of the files, with -SkipExisting.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RecordPath { get; set; }

    private protected override string Activity => "Sending voice notes";

    private protected override bool IsLongRunning => true;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        tags = ValidateTagAttribute.ToStrings(Tag);
        commonDuration = MyInvocation.BoundParameters.ContainsKey(nameof(Duration)) ? new CommonDurationWarning(this) : null;
        records = SkipExisting || RecordPath is not null ? UploadRecords.Open(this, RecordPath) : null;
        confirmation = new UploadConfirmation(this);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        records?.WriteSummary();
        confirmation.WriteSummary();
    }

    private protected override void StartRequests()
    {
        var isLiteral = ParameterSetName == LiteralPathSet;
        foreach (var path in isLiteral ? LiteralPath : Path)
        {
            foreach (var file in PathResolver.FindFiles(this, path, isLiteral).Where(file => records?.IsRecord(file) != true))
            {
                SendFile(file);
            }
        }
    }

    private protected override void OnResult(object target, VoiceNoteReference result)
    {
        WriteItem(result);
        while (records?.TryTakeFailure(out var failure) == true)
        {
            WriteError(failure);
        }
    }

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
            StartRequest(file, _ => Task.FromException<VoiceNoteReference>(failure));
            return;
        }

        WriteVerbose($"{file}: {audio.Description}");
        if (!audio.StatesDuration)
        {
            commonDuration?.Add(file);
        }

        UploadEntry? entry = null;
        try
        {
            entry = records?.Read(file, UserId, Resolve());
            if (!(SkipExisting && records!.ShouldSkip(entry!, file)) && confirmation.ShouldSend(audio, UserId))
            {
                entry?.Record.EnsureWritable();
                Send(audio, entry);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            WriteError(records!.NotWritten(file, failure));
        }
    }

    private void Send(AudioFile audio, UploadEntry? entry)
    {
        var upload = new VoiceNoteUpload(audio, UserId) { Tags = tags };
        StartRequest(audio.FullName, cancellationToken =>
        {
            var sending = Client.UploadVoiceNoteAsync(upload, cancellationToken);
            sending = entry is null ? sending : records!.AddAsync(entry, sending, audio.FullName);
            uploads.Add(upload, sending);
            return sending;
        });
    }
}
