namespace VocaFuse;

/// <summary>Why a file cannot be sent as a voice note.</summary>
public enum AudioErrorReason
{
    /// <summary>It cannot be read, or changed while it was sent.</summary>
    Unreadable,

    /// <summary>It is none of WebM, Ogg, MP4, MP3 and WAV, by its name or by what is in it.</summary>
    UnknownFormat,

    /// <summary>Its name says one format and its content another.</summary>
    FormatMismatch,

    /// <summary>It is larger than the service takes.</summary>
    TooLarge,

    /// <summary>It is longer than the service takes.</summary>
    TooLong,

    /// <summary>It has fewer or more samples a second than the service takes.</summary>
    UnsupportedSampleRate,

    /// <summary>It does not say how long it is.</summary>
    UnknownDuration,
}
