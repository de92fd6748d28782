namespace VocaFuse;

/// <summary>Translates names between the families of the service.</summary>
public static class ApiNamesExtensions
{
    private const string VoiceNote = "voicenote";
    private const string Recording = "recording";

    /// <summary>Returns a route, an event or a scope in the names of a family. Other names are returned unchanged.</summary>
    /// <example><c>ApiNames.Recordings.Translate("voicenote.transcribed")</c> is <c>recording.transcribed</c>.</example>
    public static string Translate(this ApiNames names, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (from, to) = names == ApiNames.Recordings ? (VoiceNote, Recording) : (Recording, VoiceNote);
        foreach (var prefix in (string[])["", "/", "voice-api.upload_", "voice-api.read_"])
        {
            if (name.StartsWith(prefix + from, StringComparison.Ordinal))
            {
                return string.Concat(prefix, to, name.AsSpan(prefix.Length + from.Length));
            }
        }

        return name;
    }

    internal static ApiNames Other(this ApiNames names) => names == ApiNames.Recordings ? ApiNames.VoiceNotes : ApiNames.Recordings;
}
