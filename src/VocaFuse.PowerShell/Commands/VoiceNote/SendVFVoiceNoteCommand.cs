using System.Collections;
using System.Collections.Concurrent;
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

    /// <summary>The files that -WhatIf names.</summary>
    private readonly UploadTotals notSent = new();

    /// <summary>The records by path, and what this command has started to send.</summary>
    private readonly Dictionary<string, UploadRecord> records = new(StringComparer.Ordinal);
    private readonly HashSet<UploadKey> started = [];
    private readonly ConcurrentQueue<ErrorRecord> recordFailures = new();
    private string? recordPath;
    private int skipped;

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

    /// <summary>Skips files whose content was sent before for the same user, according to the record.</summary>
    [Parameter]
    public SwitchParameter SkipExisting { get; set; }

    /// <summary>The path of the record of sent files. By default, it is beside the files if -SkipExisting is given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RecordPath { get; set; }

    private protected override string Activity => "Sending voice notes";

    private protected override bool IsLongRunning => true;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        tags = ValidateTagAttribute.TextsOf(Tag);
        if (RecordPath is not null)
        {
            var (path, refusal) = PathResolver.Of(this, RecordPath, isLiteral: true);
            if (refusal is not null)
            {
                ThrowTerminatingError(refusal);
            }

            recordPath = path;
        }

        hasCommonDuration = MyInvocation.BoundParameters.ContainsKey(nameof(Duration));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (skipped > 0)
        {
            WriteVerbose($"Skipped {skipped} of the files: they were sent before.");
        }

        if (notSent.Files > 0)
        {
            ShouldProcess($"In total, {notSent} would be sent.", null, null);
        }
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

            foreach (var file in files.Where(file => !IsRecord(file)))
            {
                SendFile(file);
            }
        }
    }

    private protected override void OnResult(object target, VoiceNoteReference result)
    {
        WriteItem(result);
        while (recordFailures.TryDequeue(out var failure))
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
            Send(file, _ => Task.FromException<VoiceNoteReference>(failure));
            return;
        }

        WriteVerbose($"{file}: {audio.Description}");
        if (!audio.StatesDuration && hasCommonDuration)
        {
            WarnOfCommonDuration(file);
        }

        UploadRecord? record = null;
        UploadKey? key = null;
        if (SkipExisting || recordPath is not null)
        {
            if (Read(file) is not var (read, hash))
            {
                return;
            }

            (record, key) = (read, new UploadKey(hash, UserId, AccountOf(Resolve())));
            if (SkipExisting && WasSent(file, record, key))
            {
                return;
            }
        }

        var action = $"Performing the operation \"Send as a voice note of '{UserId}'\" on target \"{file}\".";
        if (ShouldProcess(action, null, null, out var reason))
        {
            Send(audio, record, key);
        }
        else if (reason.HasFlag(ShouldProcessReason.WhatIf))
        {
            notSent.Add(audio);
        }
    }

    private void Send(AudioFile audio, UploadRecord? record, UploadKey? key)
    {
        var file = audio.FullName;
        try
        {
            record?.EnsureWritable();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            WriteError(VFErrors.FileNotWritten.Record(file, PathOfRecord(file), failure.Message));
            return;
        }

        var upload = new VoiceNoteUpload(audio, UserId) { Tags = tags };
        if (key is not null)
        {
            started.Add(key);
        }

        Send(file, stop => uploads.FollowAsync(upload, RecordAsync(Client.UploadVoiceNoteAsync(upload, stop), file, record, key)));
    }

    /// <summary>Adds a file to the record as soon as it has been sent, also if the command is stopped then.</summary>
    private async Task<VoiceNoteReference> RecordAsync(Task<VoiceNoteReference> upload, string file, UploadRecord? record, UploadKey? key)
    {
        var note = await upload.ConfigureAwait(false);
        try
        {
            record?.Add(key!, note);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            recordFailures.Enqueue(VFErrors.FileNotWritten.Record(file, PathOfRecord(file), failure.Message));
        }

        return note;
    }

    /// <summary>Reads the record for a file, and the hash of the file; null after an error.</summary>
    private (UploadRecord Record, string Hash)? Read(string file)
    {
        var path = PathOfRecord(file);
        try
        {
            if (!records.TryGetValue(path, out var record))
            {
                records[path] = record = UploadRecord.Read(path);
            }

            return (record, UploadRecord.HashOf(file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            WriteError(VFErrors.FileNotWritten.Record(file, path, failure.Message));
            return null;
        }
    }

    private bool WasSent(string file, UploadRecord record, UploadKey key)
    {
        var reason = record.Find(key) is { } id ? $"its content was sent before as voice note {id}"
            : started.Contains(key) ? "another file of this command has the same content"
            : null;
        if (reason is null)
        {
            return false;
        }

        skipped++;
        WriteVerbose($"{file}: skipped; {reason}.");
        return true;
    }

    private bool IsRecord(string file) => (SkipExisting || recordPath is not null)
        && (file == recordPath || System.IO.Path.GetFileName(file) == UploadRecord.FileName);

    private string PathOfRecord(string file) =>
        recordPath ?? System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file))!, UploadRecord.FileName);

    /// <summary>Tells accounts apart. The name of an account outlives its keys; without one, the masked key has to do.</summary>
    private static string AccountOf(VFConnection connection) => $"{connection.BaseUri?.Authority} {connection.Account ?? connection.ApiKey}";

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
