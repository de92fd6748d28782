using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Gets the transcriptions of voice notes.</summary>
[Cmdlet(VerbsCommon.Get, "VFTranscription", HelpUri = HelpLink.Folder + "Get-VFTranscription.md")]
[OutputType(typeof(Transcription))]
public sealed class GetVFTranscriptionCommand : VFRequestCmdlet<Transcription>
{
    private VoiceNoteWaiter? waiter;

    /// <summary>The voice notes, or their IDs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(VoiceNoteIdCompleter))]
    [ValidateNotNullOrEmpty]
    public VoiceNoteIdentity[] VoiceNoteId { get; set; } = [];

    /// <summary>Fetches the voice notes of IDs, and of input that is not a voice note, for the VoiceNote property.</summary>
    [Parameter]
    public SwitchParameter IncludeVoiceNote { get; set; }

    /// <summary>Waits for notes that are still processing.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>The maximum wait for each note, in seconds; 0 checks once.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int TimeoutSec { get; set; } = 600;

    /// <summary>The interval between the first two checks of a note, in seconds. It grows to at most five times as long.</summary>
    [Parameter]
    [ValidateRange(0.1, 3600.0)]
    public double PollIntervalSec { get; set; } = 2;

    private protected override bool IsLongRunning => WaitParameters.AreGiven(MyInvocation, Wait);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (IsLongRunning)
        {
            waiter = new VoiceNoteWaiter(Client, TimeSpan.FromSeconds(TimeoutSec), TimeSpan.FromSeconds(PollIntervalSec), ThrottleLimit);
        }
    }

    private protected override string Activity => waiter is null ? "Getting transcriptions" : "Waiting for transcriptions";

    private protected override void StartRequests()
    {
        SetItemCount(VoiceNoteId.Length);
        foreach (var identity in SelectValid(VoiceNoteId))
        {
            StartRequest(identity.Id!, cancellationToken => GetAsync(identity, cancellationToken));
        }
    }

    private protected override void OnResult(object target, Transcription result) => WriteItem(result);

    private protected override void ShowProgress(WorkProgress bar)
    {
        if (waiter is null)
        {
            base.ShowProgress(bar);
        }
        else
        {
            bar.ShowPending(waiter.PendingCount, waiter.FinishedCount);
        }
    }

    private async Task<Transcription> GetAsync(VoiceNoteIdentity identity, CancellationToken cancellationToken)
    {
        var note = identity.VoiceNote;
        if (waiter is not null)
        {
            note = await waiter.WaitAsync(identity.Id!, cancellationToken).ConfigureAwait(false);
        }
        else if (IncludeVoiceNote && !identity.IsVoiceNote)
        {
            note = await Client.GetVoiceNoteAsync(identity.Id!, cancellationToken).ConfigureAwait(false);
        }

        return (await Client.GetTranscriptionAsync(identity.Id!, cancellationToken).ConfigureAwait(false)).WithVoiceNote(note);
    }
}
