using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Tells of a wait for the service's rate limit: a warning the first time, and a countdown while it lasts.</summary>
internal sealed class RateLimitWait(Cmdlet cmdlet)
{
    private const int ActivityId = 0x5645;

    /// <summary>Milliseconds by which timers may end early.</summary>
    private const int Slack = 100;

    private long endsAt;
    private int shownSeconds = -1;
    private bool hasWarned;

    public void Begin(TimeSpan delay, long at)
    {
        endsAt = Math.Max(endsAt, at + (long)delay.TotalMilliseconds);
        if (!hasWarned)
        {
            hasWarned = true;
            cmdlet.WriteWarning(string.Create(CultureInfo.InvariantCulture, $"The service is limiting the rate of requests; waiting {Math.Ceiling(delay.TotalSeconds)} s. Ctrl+C ends the wait."));
        }

        Update();
    }

    /// <summary>Counts down, second by second.</summary>
    public void Update()
    {
        var left = (int)Math.Ceiling((endsAt - Environment.TickCount64) / 1000.0);
        if (endsAt != 0 && left >= 0 && left != shownSeconds)
        {
            shownSeconds = left;
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, "VocaFuse", "Waiting, because the service is limiting the rate of requests") { SecondsRemaining = left });
        }
    }

    /// <summary>A request has ended: the wait is over, unless that one was on its way before it began.</summary>
    public void End()
    {
        if (endsAt != 0 && endsAt - Environment.TickCount64 < Slack)
        {
            endsAt = 0;
            if (shownSeconds < 0)
            {
                return;
            }

            shownSeconds = -1;
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, "VocaFuse", "Going on") { RecordType = ProgressRecordType.Completed });
        }
    }
}
