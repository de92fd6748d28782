using System.Management.Automation;
using System.Threading.Channels;

namespace VocaFuse.PowerShell;

/// <summary>Waits until voice notes have been processed, and returns each one as soon as it is ready.</summary>
[Cmdlet(VerbsLifecycle.Wait, "VFVoiceNote", HelpUri = HelpLink.Folder + "Wait-VFVoiceNote.md")]
[OutputType(typeof(VoiceNote))]
public sealed class WaitVFVoiceNoteCommand : VFConnectedCmdlet
{
    /// <summary>The maximum number of notes being waited for before the upstream pipeline is blocked.</summary>
    private const int MaximumPending = 1000;

    private readonly Channel<(string Id, Task<VoiceNote> Wait)> finished = Channel.CreateUnbounded<(string, Task<VoiceNote>)>();
    private readonly WorkProgress progress;
    private VoiceNoteWaiter waiter = null!;

    /// <summary>The number of notes that have not been written.</summary>
    private int pendingCount;

    /// <summary>Creates the cmdlet.</summary>
    public WaitVFVoiceNoteCommand() => progress = new WorkProgress(this, "Waiting for voice notes");

    /// <summary>The voice notes, or their IDs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(VoiceNoteIdCompleter))]
    [ValidateNotNullOrEmpty]
    public VoiceNoteIdentity[] VoiceNoteId { get; set; } = [];

    /// <summary>The maximum wait for each note, in seconds; 0 checks once.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int TimeoutSec { get; set; } = 600;

    /// <summary>The interval between the first two checks of a note, in seconds. It grows to at most five times as long.</summary>
    [Parameter]
    [ValidateRange(0.1, 3600.0)]
    public double PollIntervalSec { get; set; } = 2;

    /// <summary>The maximum number of concurrent requests.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = VocaFuseClientOptions.DefaultConcurrency;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        waiter = new VoiceNoteWaiter(Client, TimeSpan.FromSeconds(TimeoutSec), TimeSpan.FromSeconds(PollIntervalSec), ThrottleLimit);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in SelectValidIds(VoiceNoteId))
        {
            Write(atMost: MaximumPending - 1);
            progress.Begin();
            pendingCount++;
            _ = WaitAsync(id);
        }

        Write(atMost: HasStreamingInput ? 0 : MaximumPending);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Write(atMost: 0);

    private protected override void OnWaiting()
    {
        if (progress.IsDue)
        {
            progress.ShowPending(waiter.PendingCount, waiter.FinishedCount);
        }
    }

    private async Task WaitAsync(string id)
    {
        var wait = waiter.WaitAsync(id, StopToken);
        await ((Task)wait).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        finished.Writer.TryWrite((id, wait));
    }

    /// <summary>Writes the notes that are ready, and waits until at most this number of notes are pending.</summary>
    private void Write(int atMost)
    {
        try
        {
            while (finished.Reader.TryRead(out var next) || pendingCount > atMost)
            {
                next = next.Wait is null ? WaitFor(finished.Reader.ReadAsync(StopToken).AsTask()) : next;
                pendingCount--;
                WriteResult(next.Id, next.Wait);
            }

            WriteRequestEvents();
        }
        catch
        {
            progress.End();
            throw;
        }

        if (pendingCount == 0)
        {
            progress.End();
        }
    }

    private void WriteResult(string id, Task<VoiceNote> wait)
    {
        try
        {
            WriteItem(WaitFor(wait));
        }
        catch (VocaFuseException failure)
        {
            WriteFailure(failure, id);
        }
    }
}
