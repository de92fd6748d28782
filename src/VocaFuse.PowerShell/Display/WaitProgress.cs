using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Shows how many notes are waited for, and for how many no longer.</summary>
internal sealed class WaitProgress(Cmdlet cmdlet, VoiceNoteWaiter waiter)
{
    private const int Activity = 0x5646_02;

    private (int Open, int Finished) shown;

    /// <summary>Shows the counts where they have changed.</summary>
    public void Update()
    {
        var now = (Open: waiter.OpenCount, Finished: waiter.FinishedCount);
        if (now == shown || now.Open == 0)
        {
            return;
        }

        shown = now;
        var all = now.Open + now.Finished;
        cmdlet.WriteProgress(new ProgressRecord(
            Activity, "Waiting for voice notes", string.Create(CultureInfo.InvariantCulture, $"{now.Finished} of {all} done, {now.Open} processing"))
        {
            PercentComplete = (int)(100L * now.Finished / all),
        });
    }

    /// <summary>Takes the progress away.</summary>
    public void End()
    {
        if (shown.Open > 0)
        {
            shown = default;
            cmdlet.WriteProgress(new ProgressRecord(Activity, "Waiting for voice notes", "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
