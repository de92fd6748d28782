using System.Management.Automation;
using System.Threading.Channels;

namespace VocaFuse.PowerShell;

/// <summary>Waits until voice notes are no longer processing, and returns each as soon as it is ready.</summary>
[Cmdlet(VerbsLifecycle.Wait, "VFVoiceNote", HelpUri = HelpLink.Folder + "Wait-VFVoiceNote.md")]
[OutputType(typeof(VoiceNote))]
public sealed class WaitVFVoiceNoteCommand : VFConnectedCmdlet
{
    /// <summary>How many notes are open at once before the pipeline in front has to wait too.</summary>
    private const int MostOpen = 1000;

    private readonly Channel<(string Id, Task<VoiceNote> Wait)> finished = Channel.CreateUnbounded<(string, Task<VoiceNote>)>();
    private readonly bool beganInsideLiveSource = StreamingSource.IsWriting;
    private readonly WorkProgress progress;
    private VoiceNoteWaiter waiter = null!;
    private int open;

    /// <summary>Makes the cmdlet.</summary>
    public WaitVFVoiceNoteCommand() => progress = new WorkProgress(this, "Waiting for voice notes");

    /// <summary>The ids of the notes. The long name binds before its alias, so that a transcription gives its note's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(VoiceNoteIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] VoiceNoteId { get; set; } = [];

    /// <summary>How long to wait for each note, in seconds. 0 looks once.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int TimeoutSec { get; set; } = 600;

    /// <summary>The rest between the first two looks at a note, in seconds. It grows gently, up to five times as long.</summary>
    [Parameter]
    [ValidateRange(0.1, 3600.0)]
    public double PollIntervalSec { get; set; } = 2;

    /// <summary>How many requests may be on their way at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = VocaFuseClientOptions.DefaultConcurrency;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        waiter = new VoiceNoteWaiter(Client, TimeSpan.FromSeconds(TimeoutSec), TimeSpan.FromSeconds(PollIntervalSec), ThrottleLimit);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in VoiceNoteId)
        {
            Write(atMost: MostOpen - 1);
            progress.Begin();
            open++;
            _ = waiter.WaitAsync(id, StopToken).ContinueWith(
                (wait, channel) => ((Channel<(string, Task<VoiceNote>)>)channel!).Writer.TryWrite((id, wait)), finished, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        Write(atMost: StreamingSource.IsWriting && !beganInsideLiveSource ? 0 : MostOpen);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Write(atMost: 0);

    private protected override void OnWaiting()
    {
        if (progress.IsDue)
        {
            progress.ShowOpen(waiter.OpenCount, waiter.FinishedCount);
        }
    }

    /// <summary>Writes the notes that are ready, and waits until no more than a number are open.</summary>
    private void Write(int atMost)
    {
        var goesOn = false;
        try
        {
            WriteFinished(atMost);
            goesOn = open > 0;
        }
        finally
        {
            if (!goesOn)
            {
                progress.End();
            }
        }
    }

    private void WriteFinished(int atMost)
    {
        while (finished.Reader.TryRead(out var next) || open > atMost)
        {
            next = next.Wait is null ? Wait(finished.Reader.ReadAsync(StopToken).AsTask()) : next;
            open--;
            try
            {
                WriteItem(Wait(next.Wait));
            }
            catch (VocaFuseException failure)
            {
                WriteFailure(failure, next.Id);
            }
        }

        WriteRequestEvents();
    }
}
