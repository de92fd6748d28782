using System.Collections.Concurrent;

namespace VocaFuse.PowerShell;

/// <summary>Counts the bytes and files of concurrent uploads for the progress bar.</summary>
internal sealed class UploadProgress
{
    private readonly ConcurrentDictionary<VoiceNoteUpload, bool> running = new();
    private int files;
    private int filesDone;
    private long bytes;
    private long bytesDone;

    /// <summary>Tracks an upload until it has ended.</summary>
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

    public void Show(WorkProgress bar)
    {
        var sent = Math.Min(bytes, Volatile.Read(ref bytesDone) + running.Keys.Sum(static upload => upload.BytesSent));
        bar.ShowBytes($"{VFDisplay.Count(Volatile.Read(ref filesDone))} of {VFDisplay.Count(files)} files", sent, bytes);
    }
}
