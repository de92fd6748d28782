namespace VocaFuse;

/// <summary>What a request is about. The service answers every missing thing with the same 404, so the request has to say.</summary>
public enum VocaFuseResource
{
    /// <summary>Nothing in particular.</summary>
    None,

    /// <summary>A voice note, or the list of them.</summary>
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

    /// <summary>An upload, from its announcement to its last byte.</summary>
    Upload,
}
