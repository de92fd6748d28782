namespace VocaFuse.Sandbox;

/// <summary>The family of names that the service uses for voice notes in routes, fields, events and scopes.</summary>
public enum SandboxFamily
{
    /// <summary><c>/voicenotes</c>, <c>voicenote_id</c>, <c>voicenote.transcribed</c>, <c>voicenotes:read</c>.</summary>
    VoiceNotes,

    /// <summary><c>/recordings</c>, <c>recording_id</c>, <c>recording.transcribed</c>, <c>recordings:read</c>.</summary>
    Recordings,

    /// <summary>Both. Fields use the names of the route; <see cref="VoiceNotes"/> applies to routes without a family.</summary>
    Both,
}
