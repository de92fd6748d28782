namespace VocaFuse;

/// <summary>A voice note that was just sent. The service may still be working on it.</summary>
public sealed class VoiceNoteReference
{
    internal VoiceNoteReference(string voiceNoteId, VoiceNoteUpload upload, string uploadType)
    {
        VoiceNoteId = voiceNoteId;
        UserId = upload.UserId;
        FileName = upload.File.Name;
        FileSize = upload.File.Size;
        MediaType = upload.File.MediaType;
        Duration = upload.File.Duration;
        UploadType = uploadType;
    }

    /// <summary>The id of the note.</summary>
    public string VoiceNoteId { get; }

    /// <summary>Whose note it is.</summary>
    public string UserId { get; }

    /// <summary>The name of the file.</summary>
    public string FileName { get; }

    /// <summary>How large the file is, in bytes.</summary>
    public long FileSize { get; }

    /// <summary>The media type of the file, such as <c>audio/wav</c>.</summary>
    public string MediaType { get; }

    /// <summary>How long the recording is, as it was announced.</summary>
    public TimeSpan Duration { get; }

    /// <summary><c>single</c> or <c>multipart</c>: how it was sent.</summary>
    public string UploadType { get; }

    /// <summary>The note's id, so that this can stand wherever it is asked for.</summary>
    public override string ToString() => VoiceNoteId;
}
