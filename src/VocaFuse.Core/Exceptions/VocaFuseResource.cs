namespace VocaFuse;

/// <summary>The kind of the requested object. The service sends the same 404 for all of them.</summary>
public enum VocaFuseResource
{
    /// <summary>No particular kind.</summary>
    None,

    /// <summary>A voice note or the list of voice notes.</summary>
    VoiceNote,

    /// <summary>The transcription of a voice note.</summary>
    Transcription,

    /// <summary>A webhook.</summary>
    Webhook,

    /// <summary>The account.</summary>
    Account,

    /// <summary>An API key.</summary>
    ApiKey,

    /// <summary>A front-end access token.</summary>
    AccessToken,

    /// <summary>An upload of a voice note.</summary>
    Upload,
}
