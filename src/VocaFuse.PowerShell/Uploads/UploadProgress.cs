namespace VocaFuse.PowerShell;

/// <summary>The bytes and files that a command has sent, for the progress bar.</summary>
internal sealed class UploadProgress
{
    private readonly List<(VoiceNoteUpload Upload, Task Task)> uploads = [];

    public void Add(VoiceNoteUpload upload, Task task) => uploads.Add((upload, task));

    public void Show(WorkProgress bar)
    {
        long total = 0, sent = 0;
        var completedCount = 0;
        foreach (var (upload, task) in uploads)
        {
            total += upload.File.Size;
            // A failed upload counts as done.
            sent += task.IsCompleted ? upload.File.Size : Math.Min(upload.File.Size, upload.BytesSent);
            completedCount += task.IsCompleted ? 1 : 0;
        }

        bar.ShowBytes($"{VFDisplay.Count(completedCount)} of {VFDisplay.Count(uploads.Count)} files", sent, total);
    }
}
