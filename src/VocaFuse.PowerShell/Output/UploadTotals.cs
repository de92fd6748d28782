namespace VocaFuse.PowerShell;

/// <summary>Sums up files: how many, how long and how large.</summary>
internal sealed class UploadTotals
{
    private TimeSpan duration;
    private long size;

    public int Files { get; private set; }

    public void Add(AudioFile file)
    {
        Files++;
        duration += file.Duration;
        size += file.Size;
    }

    /// <summary>Returns the sums, such as <c>3 files, 4.5 minutes, 12.3 MB</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Files:#,0} {(Files == 1 ? "file" : "files")}, {duration.TotalMinutes:#,0.0} minutes, {size / (1024.0 * 1024.0):#,0.0} MB");
}
