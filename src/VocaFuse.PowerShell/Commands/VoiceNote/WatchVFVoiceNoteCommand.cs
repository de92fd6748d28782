using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Writes each voice note when it reaches a status, by polling.</summary>
[Cmdlet(VerbsCommon.Watch, "VFVoiceNote", DefaultParameterSetName = WaitSet, HelpUri = HelpLink.Folder + "Watch-VFVoiceNote.md")]
[OutputType(typeof(VoiceNote))]
public sealed class WatchVFVoiceNoteCommand : VFConnectedCmdlet
{
    private const string WaitSet = "Wait";
    private const string NoWaitSet = "NoWait";

    private CheckpointFile? file;
    private WatchCheckpoint checkpoint = null!;

    /// <summary>The start of the command, as a timestamp of Stopwatch.</summary>
    private long startedAt;

    /// <summary>The number of notes written.</summary>
    private int count;

    /// <summary>True if the last poll failed.</summary>
    private bool isInterrupted;

    /// <summary>The statuses to watch for.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(StatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = ["transcribed"];

    /// <summary>The creation time to start at. By default only notes that reach the status from now on are returned.</summary>
    [Parameter]
    [DateTimeTransformation]
    [ArgumentCompleter(typeof(DateTimeCompleter))]
    [ValidateNotNull]
    public DateTimeOffset? After { get; set; }

    /// <summary>The file that records the returned notes, so that the next run continues from there.</summary>
    [Parameter(ParameterSetName = WaitSet)]
    [Parameter(ParameterSetName = NoWaitSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>Returns the notes that are new since the checkpoint, and ends.</summary>
    [Parameter(ParameterSetName = NoWaitSet, Mandatory = true)]
    public SwitchParameter NoWait { get; set; }

    /// <summary>The time between two polls, in seconds.</summary>
    [Parameter(ParameterSetName = WaitSet)]
    [ValidateRange(0.1, 86400.0)]
    public double PollIntervalSec { get; set; } = 10;

    /// <summary>Ends after this number of notes.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaximumCount { get; set; } = int.MaxValue;

    /// <summary>Ends after this time, in seconds. Without it, Ctrl+C ends the command.</summary>
    [Parameter(ParameterSetName = WaitSet)]
    [ValidateRange(1, 4_000_000)]
    public int? TimeoutSec { get; set; }

    private TimeSpan Remaining =>
        TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) - Stopwatch.GetElapsedTime(startedAt) : TimeSpan.MaxValue;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        startedAt = Stopwatch.GetTimestamp();
        var connection = Resolve();
        file = CheckpointPath is { } path ? CheckpointFile.Open(this, path) : null;
        var watcher = Start(connection);
        while (Poll(watcher) && !NoWait && Remaining > TimeSpan.Zero)
        {
            var pause = TimeSpan.FromSeconds(PollIntervalSec);
            WaitFor(Task.Delay(pause < Remaining ? pause : Remaining, StopToken));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            file?.Dispose();
        }
    }

    private VoiceNoteWatcher Start(VFConnection connection)
    {
        var statuses = StatusCompleter.Normalize(this, Status);
        if (file?.Read(statuses, connection.Account) is { } former)
        {
            WriteVerbose("Continuing from the checkpoint.");
            checkpoint = former;
            return new VoiceNoteWatcher(Client, checkpoint);
        }

        checkpoint = new WatchCheckpoint(statuses, connection.Account, After ?? DateTimeOffset.UnixEpoch);
        var watcher = new VoiceNoteWatcher(Client, checkpoint);
        if (After is null)
        {
            try
            {
                WaitFor(watcher.SkipExistingAsync(StopToken));
            }
            catch (VocaFuseException failure)
            {
                ThrowTerminatingError(VFErrors.CreateRecord(failure, null));
            }

            WriteVerbose("Watching for notes from now on. To start earlier, use -After.");
        }

        file?.Write(checkpoint);
        return watcher;
    }

    /// <summary>Writes the notes of one poll. Returns false if the command must end.</summary>
    private bool Poll(VoiceNoteWatcher watcher)
    {
        try
        {
            foreach (var note in Stream(watcher.PollAsync(StopToken)))
            {
                EndInterruption();
                Write(note);
                if (++count == MaximumCount || Remaining <= TimeSpan.Zero)
                {
                    return false;
                }
            }

            EndInterruption();
            file?.Write(checkpoint);
            return true;
        }
        catch (VocaFuseException failure)
        {
            return Report(failure);
        }
    }

    /// <summary>Writes a note and marks it after all later commands of the pipeline have processed it.</summary>
    /// <remarks>
    /// If one of them ends the pipeline, the note is not marked and is returned again in the next run, because Select-Object -First
    /// cannot be distinguished from an error.
    /// </remarks>
    private void Write(VoiceNote note)
    {
        StreamingSource.Write(() => WriteItem(note));
        checkpoint.MarkReported(note);
        file?.Write(checkpoint);
    }

    private void EndInterruption()
    {
        if (isInterrupted)
        {
            isInterrupted = false;
            WriteVerbose("The service responds again.");
        }
    }

    /// <summary>Writes one error per interruption and continues, because a command that runs for days must survive them.</summary>
    private bool Report(VocaFuseException failure)
    {
        var isFinal = NoWait || failure is VocaFuseAuthenticationException or VocaFusePermissionException
            or VocaFuseConnectionException { IsClosed: true };
        if (isFinal)
        {
            ThrowTerminatingError(VFErrors.CreateRecord(failure, null));
        }

        if (!isInterrupted)
        {
            isInterrupted = true;
            var interval = PollIntervalSec.ToString(CultureInfo.InvariantCulture);
            WriteError(VFErrors.CreateRecord(failure, null, $"Watching continues: the next attempt is in {interval} s."));
        }

        return true;
    }
}
