using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Shows how many bytes of how many files have gone out.</summary>
internal sealed class UploadProgress(Cmdlet cmdlet)
{
    private const int Activity = 0x5646_03;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<VoiceNoteUpload, bool> running = new();
    private int files;
    private int filesDone;
    private long bytes;
    private long bytesDone;
    private long shownAt;

    /// <summary>Counts an upload in, and out again when it has ended.</summary>
    public async Task<VoiceNoteReference> FollowAsync(VoiceNoteUpload upload, Task<VoiceNoteReference> task)
    {
        files++;
        bytes += upload.File.Size;
        running[upload] = true;
        try
        {
            return await task.ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Increment(ref filesDone);
            Interlocked.Add(ref bytesDone, upload.File.Size);
            running.TryRemove(upload, out _);
        }
    }

    /// <summary>Shows the counts, at most ten times a second.</summary>
    public void Update()
    {
        if (files == 0 || (shownAt != 0 && Stopwatch.GetElapsedTime(shownAt) < Pause))
        {
            return;
        }

        shownAt = Stopwatch.GetTimestamp();
        var sent = Math.Min(bytes, Volatile.Read(ref bytesDone) + running.Keys.Sum(static upload => upload.BytesSent));
        cmdlet.WriteProgress(new ProgressRecord(
            Activity,
            "Sending voice notes",
            string.Create(CultureInfo.InvariantCulture, $"{Volatile.Read(ref filesDone)} of {files} files, {VFDisplay.Size(sent)} of {VFDisplay.Size(bytes)}"))
        {
            PercentComplete = (int)(100 * sent / bytes),
        });
    }

    /// <summary>Takes the progress away.</summary>
    public void End()
    {
        if (shownAt != 0)
        {
            cmdlet.WriteProgress(new ProgressRecord(Activity, "Sending voice notes", "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
