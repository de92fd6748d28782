namespace VocaFuse;

/// <summary>The reason why a file cannot be sent as a voice note.</summary>
public enum AudioErrorReason
{
    /// <summary>There is no such file.</summary>
    NotFound,

    /// <summary>The file cannot be read, is incomplete, or changed while it was sent.</summary>
    Unreadable,

    /// <summary>The file is not audio in WebM, Ogg, MP4, MP3 or WAV.</summary>
    UnknownFormat,

    /// <summary>The extension of the file name does not match the content.</summary>
    FormatMismatch,

    /// <summary>The file contains no sound track.</summary>
    NoAudioTrack,

    /// <summary>The file is larger than the service accepts.</summary>
    TooLarge,

    /// <summary>The recording is longer than the service accepts.</summary>
    TooLong,

    /// <summary>The sample rate is below or above the range that the service accepts.</summary>
    UnsupportedSampleRate,

    /// <summary>The file does not state its duration.</summary>
    UnknownDuration,
}
