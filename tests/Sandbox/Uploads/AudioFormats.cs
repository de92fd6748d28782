namespace VocaFuse.Sandbox.Uploads;

/// <summary>The audio the service accepts, by media type or by short name.</summary>
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

    /// <summary>The short name, or null; a media type's parameters (<c>;codecs=opus</c>) do not count.</summary>
    public static string? ShortName(string format) => Known.GetValueOrDefault(format.Split(';')[0].Trim());
}
