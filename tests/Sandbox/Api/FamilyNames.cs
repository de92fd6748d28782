namespace VocaFuse.Sandbox.Api;

/// <summary>The names of one family; see <see cref="SandboxFamily"/>.</summary>
internal sealed record FamilyNames(string Singular)
{
    public static readonly FamilyNames VoiceNotes = new("voicenote");
    public static readonly FamilyNames Recordings = new("recording");

    /// <summary>The name of routes, lists and key scopes.</summary>
    public string Plural => Singular + "s";

    /// <summary>The field with the ID of a note in a transcription or the response to an upload.</summary>
    public string IdField => Singular + "_id";

    /// <summary>The scope of a front-end token that permits uploads.</summary>
    public string UploadScope => "voice-api.upload_" + Singular;

    /// <summary>The scope of a front-end token that permits reading.</summary>
    public string ReadScope => "voice-api.read_" + Singular;

    /// <summary>Gets the names that a service of a family accepts. The first ones apply if the request has none.</summary>
    public static IReadOnlyList<FamilyNames> ForFamily(SandboxFamily family) => family switch
    {
        SandboxFamily.VoiceNotes => [VoiceNotes],
        SandboxFamily.Recordings => [Recordings],
        _ => [VoiceNotes, Recordings],
    };

    /// <summary>Translates a name such as <c>voicenotes:read</c> to this family; other names do not change.</summary>
    public string Translate(string name) =>
        name.StartsWith(VoiceNotes.Singular, StringComparison.Ordinal) ? Singular + name[VoiceNotes.Singular.Length..]
        : name.StartsWith(Recordings.Singular, StringComparison.Ordinal) ? Singular + name[Recordings.Singular.Length..]
        : name;
}
