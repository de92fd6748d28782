namespace VocaFuse.Sandbox.Uploads;

/// <summary>The accepted formats, by media type or by short name.</summary>
internal static class AudioFormats
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["audio/webm"] = "webm",
        ["audio/ogg"] = "ogg",
        ["audio/mp4"] = "mp4",
        ["audio/mpeg"] = "mp3",
        ["audio/wav"] = "wav",
        ["webm"] = "webm",
        ["ogg"] = "ogg",
        ["mp4"] = "mp4",
        ["mp3"] = "mp3",
        ["wav"] = "wav",
    };

    /// <summary>Gets the short name, or null. Parameters of a media type (<c>;codecs=opus</c>) are ignored, unless strict.</summary>
    public static string? ShortName(string format, bool isStrict) =>
        Known.GetValueOrDefault(format.Split(';')[0].Trim()) is { } name && (!isStrict || name == format) ? name : null;
}
