using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The bar of work that takes a while: how much is done, how fast, and how long the rest will take.</summary>
/// <remarks>Work that is over soon shows nothing, and no bar is drawn more often than ten times a second.</remarks>
internal sealed class WorkProgress(Cmdlet cmdlet, string activity)
{
    /// <summary>Milliseconds until work counts as long.</summary>
    private const int Soon = 1000;

    /// <summary>Milliseconds between two updates.</summary>
    private const int Pause = 100;

    private static int lastId = 0x5646_00;

    /// <summary>Several commands of one pipeline show a bar each.</summary>
    private readonly int id = Interlocked.Increment(ref lastId);

    private long? startedAt;
    private long shownAt;
    private bool isShown;

    /// <summary>True where the bar is to be drawn now. A listing asks for each note, so that it costs next to nothing.</summary>
    public bool IsDue => startedAt is { } start && Environment.TickCount64 is var now && now - start >= Soon && now - shownAt >= Pause;

    private double Seconds => (Environment.TickCount64 - startedAt.GetValueOrDefault()) / 1000.0;

    /// <summary>The work begins, where it has not begun before.</summary>
    public void Begin() => startedAt ??= Environment.TickCount64;

    /// <summary>Shows how many items are done, of how many where that is known.</summary>
    public void ShowCount(long done, long? all)
    {
        var of = all is null ? "" : $" of {VFDisplay.Count(all)}";
        var perSecond = done / Seconds;
        var rate = perSecond >= 10 ? perSecond.ToString("#,0", CultureInfo.InvariantCulture) : perSecond.ToString("0.0", CultureInfo.InvariantCulture);
        Show($"{VFDisplay.Count(done)}{of}, {rate} a second", done, all);
    }

    /// <summary>Shows how many items are waited for, and how many are waited for no longer.</summary>
    public void ShowOpen(int open, int finished) =>
        Show(string.Create(CultureInfo.InvariantCulture, $"{finished} of {finished + open} done, {open} processing"), finished, finished + open);

    /// <summary>Shows how many bytes have gone out, with the state in words in front.</summary>
    public void ShowBytes(string state, long done, long all) =>
        Show($"{state}, {VFDisplay.Size(done)} of {VFDisplay.Size(all)}, {VFDisplay.Size((long)(done / Seconds))} a second", done, all);

    /// <summary>Shows the state in words, and how much of the work is done.</summary>
    public void Show(string state, long done, long? all)
    {
        isShown = true;
        shownAt = Environment.TickCount64;
        var record = new ProgressRecord(id, activity, state) { PercentComplete = -1 };
        if (all is > 0 and var whole)
        {
            // The service's totals may be behind what it gives.
            var part = Math.Clamp(done, 0, whole);
            record.PercentComplete = (int)(100.0 * part / whole);
            record.SecondsRemaining = part > 0 ? (int)Math.Min(int.MaxValue, Math.Ceiling(Seconds * (whole - part) / part)) : -1;
        }

        cmdlet.WriteProgress(record);
    }

    /// <summary>Takes the bar away. The next piece of work begins anew.</summary>
    public void End()
    {
        startedAt = null;
        if (isShown)
        {
            isShown = false;
            cmdlet.WriteProgress(new ProgressRecord(id, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
