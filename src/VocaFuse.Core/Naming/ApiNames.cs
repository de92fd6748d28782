namespace VocaFuse;

/// <summary>The family of names that the service uses for voice notes in routes, events and scopes.</summary>
public enum ApiNames
{
    /// <summary>The family is found with the first requests.</summary>
    Auto,

    /// <summary>The names are <c>/voicenotes</c>, <c>voicenote.transcribed</c>, <c>voicenotes:read</c> and so on.</summary>
    VoiceNotes,

    /// <summary>The names are <c>/recordings</c>, <c>recording.transcribed</c>, <c>recordings:read</c> and so on.</summary>
    Recordings,
}
