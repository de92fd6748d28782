using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Shows a wait for the rate limit: one warning per command, and a countdown.</summary>
internal sealed class RateLimitWait(VFCmdlet cmdlet)
{
    private const int ActivityId = 0x5645;

    /// <summary>The tolerance for timers that fire early, in milliseconds.</summary>
    private const int TimerToleranceMs = 100;

    /// <summary>The end of the wait as a tick count; 0 if there is none.</summary>
    private long endsAtMs;

    /// <summary>The remaining seconds on the progress bar; -1 if it is not shown.</summary>
    private int shownSeconds = -1;
    private bool hasWarned;

    public void Begin(TimeSpan delay, long atMs)
    {
        endsAtMs = Math.Max(endsAtMs, atMs + (long)delay.TotalMilliseconds);
        if (!hasWarned)
        {
            hasWarned = true;
            var seconds = Math.Ceiling(delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            cmdlet.WriteWarning($"The service is limiting the rate of requests. Waiting {seconds} s; press Ctrl+C to stop.");
        }

        Update();
    }

    /// <summary>Updates the countdown.</summary>
    public void Update()
    {
        var left = (int)Math.Ceiling((endsAtMs - Environment.TickCount64) / 1000.0);
        if (endsAtMs != 0 && left >= 0 && left != shownSeconds)
        {
            shownSeconds = left;
            cmdlet.WriteProgress(
                new ProgressRecord(ActivityId, "VocaFuse", "Waiting for the rate limit of the service") { SecondsRemaining = left });
        }
    }

    /// <summary>Ends the wait after a request has completed, unless that request was sent before the wait began.</summary>
    public void End()
    {
        if (endsAtMs != 0 && endsAtMs - Environment.TickCount64 < TimerToleranceMs)
        {
            endsAtMs = 0;
            if (shownSeconds < 0)
            {
                return;
            }

            shownSeconds = -1;
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, "VocaFuse", "Continuing") { RecordType = ProgressRecordType.Completed });
        }
    }
}
