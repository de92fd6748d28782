using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The progress bar of a command: completed items, rate and remaining time.</summary>
/// <remarks>It is shown after one second and updated at most ten times per second.</remarks>
internal sealed class WorkProgress(Cmdlet cmdlet, string activity)
{
    /// <summary>The time until the bar is shown, in milliseconds.</summary>
    private const int ShowAfterMs = 1000;

    /// <summary>The time between two updates, in milliseconds.</summary>
    private const int UpdateIntervalMs = 100;

    private static int lastId = 0x5646_00;

    /// <summary>The ID of this bar: each command of a pipeline has its own.</summary>
    private readonly int id = Interlocked.Increment(ref lastId);

    /// <summary>The start of the work as a tick count; null if there is none.</summary>
    private long? startedAtMs;

    /// <summary>The last update of the bar as a tick count.</summary>
    private long shownAtMs;
    private bool isShown;

    /// <summary>Gets whether the bar is due for an update. Listings call this for every note, so it must be cheap.</summary>
    public bool IsDue =>
        startedAtMs is { } start && Environment.TickCount64 is var now && now - start >= ShowAfterMs && now - shownAtMs >= UpdateIntervalMs;

    private double Seconds => (Environment.TickCount64 - startedAtMs.GetValueOrDefault()) / 1000.0;

    /// <summary>Starts the work, unless it was already started.</summary>
    public void Begin() => startedAtMs ??= Environment.TickCount64;

    /// <summary>Shows the number of completed items, and the total if it is known.</summary>
    public void ShowCount(long done, long? all)
    {
        var ofAll = all is null ? "" : $" of {VFDisplay.Count(all)}";
        var perSecond = done / Seconds;
        var rate = perSecond.ToString(perSecond >= 10 ? "#,0" : "0.0", CultureInfo.InvariantCulture);
        Show($"{VFDisplay.Count(done)}{ofAll}, {rate} per second", done, all);
    }

    /// <summary>Shows the number of pending and completed items.</summary>
    public void ShowPending(int pending, int finished) =>
        Show(
            string.Create(CultureInfo.InvariantCulture, $"{finished} of {finished + pending} done, {pending} processing"),
            finished,
            finished + pending);

    /// <summary>Shows the number of bytes sent, after a status text.</summary>
    public void ShowBytes(string state, long done, long all) =>
        Show($"{state}, {VFDisplay.Size(done)} of {VFDisplay.Size(all)}, {VFDisplay.Size((long)(done / Seconds))} per second", done, all);

    /// <summary>Shows a status text and the completed part of the work.</summary>
    public void Show(string state, long done, long? all)
    {
        isShown = true;
        shownAtMs = Environment.TickCount64;
        var record = new ProgressRecord(id, activity, state) { PercentComplete = -1 };
        if (all is > 0 and var whole)
        {
            // The total of the service can be smaller than the number of items.
            var part = Math.Clamp(done, 0, whole);
            record.PercentComplete = (int)(100.0 * part / whole);
            record.SecondsRemaining = part > 0 ? (int)Math.Min(int.MaxValue, Math.Ceiling(Seconds * (whole - part) / part)) : -1;
        }

        cmdlet.WriteProgress(record);
    }

    /// <summary>Removes the bar. The next work starts again.</summary>
    public void End()
    {
        startedAtMs = null;
        if (isShown)
        {
            isShown = false;
            cmdlet.WriteProgress(new ProgressRecord(id, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
