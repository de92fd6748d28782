namespace VocaFuse;

/// <summary>One file on its way to become a voice note, and how far it has come.</summary>
public sealed class VoiceNoteUpload
{
    private long bytesSent;

    /// <summary>Makes an upload; nothing is sent yet.</summary>
    /// <param name="file">The file.</param>
    /// <param name="userId">Whose voice note it becomes.</param>
    public VoiceNoteUpload(AudioFile file, string userId)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrEmpty(userId);
        File = file;
        UserId = userId;
    }

    /// <summary>The file.</summary>
    public AudioFile File { get; }

    /// <summary>Whose voice note it becomes.</summary>
    public string UserId { get; }

    /// <summary>How many bytes have gone out. What has to be sent again is taken off.</summary>
    public long BytesSent => Volatile.Read(ref bytesSent);

    internal void Count(long bytes) => Interlocked.Add(ref bytesSent, bytes);
}
