namespace VocaFuse;

/// <summary>The upload of one file as a voice note, and its progress.</summary>
public sealed class VoiceNoteUpload
{
    private long bytesSent;

    /// <summary>Initializes an upload; nothing is sent yet.</summary>
    /// <param name="file">The file.</param>
    /// <param name="userId">The user that the voice note belongs to.</param>
    public VoiceNoteUpload(AudioFile file, string userId)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrEmpty(userId);
        File = file;
        UserId = userId;
    }

    /// <summary>Gets the file.</summary>
    public AudioFile File { get; }

    /// <summary>Gets the user that the voice note belongs to.</summary>
    public string UserId { get; }

    /// <summary>Gets the tags of the voice note.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the number of bytes that have been sent. Bytes that have to be sent again are subtracted.</summary>
    public long BytesSent => Volatile.Read(ref bytesSent);

    internal void Count(long bytes) => Interlocked.Add(ref bytesSent, bytes);
}
