namespace VocaFuse;

/// <summary>A voice note that was uploaded. The service may still be processing it.</summary>
public sealed class VoiceNoteReference
{
    internal VoiceNoteReference(string voiceNoteId, VoiceNoteUpload upload, string uploadType)
    {
        VoiceNoteId = voiceNoteId;
        UserId = upload.UserId;
        Path = upload.File.FullName;
        FileName = upload.File.Name;
        FileSize = upload.File.Size;
        MediaType = upload.File.MediaType;
        Duration = upload.File.Duration;
        UploadType = uploadType;
    }

    /// <summary>Gets the ID of the voice note.</summary>
    public string VoiceNoteId { get; }

    /// <summary>Gets the ID of the user.</summary>
    public string UserId { get; }

    /// <summary>Gets the full path of the file.</summary>
    public string Path { get; }

    /// <summary>Gets the name of the file.</summary>
    public string FileName { get; }

    /// <summary>Gets the size of the file in bytes.</summary>
    public long FileSize { get; }

    /// <summary>Gets the media type of the file, such as <c>audio/wav</c>.</summary>
    public string MediaType { get; }

    /// <summary>Gets the length of the recording that was sent to the service.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Gets the length of the recording in seconds.</summary>
    public double DurationSeconds => Duration.TotalSeconds;

    /// <summary>Gets how the file was uploaded: <c>single</c> or <c>multipart</c>.</summary>
    public string UploadType { get; }

    /// <summary>Returns the voice note's ID, so that this object can be used wherever an ID is expected.</summary>
    public override string ToString() => VoiceNoteId;
}
