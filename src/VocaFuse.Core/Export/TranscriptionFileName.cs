using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using VocaFuse.Export;

namespace VocaFuse;

/// <summary>
/// A pattern for the names of transcriptions' files, such as <c>{CreatedAt:yyyy-MM-dd} {VoiceNoteId}</c>. Whatever an id
/// holds, the names stay names of files within one folder, on every system.
/// </summary>
public sealed partial class TranscriptionFileName
{
    /// <summary>The pattern used where none is given.</summary>
    public const string DefaultPattern = "{VoiceNoteId}";

    private const string Unknown = "unknown";

    private readonly string pattern;

    /// <summary>Takes a pattern.</summary>
    /// <exception cref="FormatException">The pattern holds an unknown placeholder or a character that names cannot have.</exception>
    public TranscriptionFileName(string pattern)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        this.pattern = pattern;
        var literal = Placeholder().Replace(pattern, "");
        if (literal.AsSpan().IndexOfAny('{', '}') >= 0)
        {
            throw new FormatException($"'{pattern}' holds a placeholder that is none of {{VoiceNoteId}}, {{Id}}, {{Language}} and {{CreatedAt}}, the last also with a format as in {{CreatedAt:yyyy-MM-dd}}.");
        }

        if (SafeFileName.Part(literal) != literal.Normalize(NormalizationForm.FormC))
        {
            throw new FormatException($"'{pattern}' holds a character that file names cannot have on every system. A folder is given with the path, not with the name.");
        }

        // A date format that is none is the pattern's mistake, not that of the first transcription.
        _ = Expand(new Transcription { CreatedAt = DateTime.UnixEpoch });
    }

    /// <summary>The name of a transcription's file, with the ending of its format.</summary>
    public string For(Transcription transcription, TranscriptionFormat format)
    {
        ArgumentNullException.ThrowIfNull(transcription);
        var extension = TranscriptionWriter.ExtensionOf(format);
        var name = Expand(transcription);
        name = name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? name[..^extension.Length] : name;
        return SafeFileName.Whole(name) + extension;
    }

    [GeneratedRegex(@"\{(?:(?<name>VoiceNoteId|Id|Language|CreatedAt)|CreatedAt:(?<format>[^{}]+))\}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();

    private string Expand(Transcription transcription) => Placeholder().Replace(pattern, match => match.Groups["name"].Value.ToUpperInvariant() switch
    {
        "VOICENOTEID" => SafeFileName.IdPart(transcription.VoiceNoteId is { Length: > 0 } id ? id : Unknown),
        "ID" => SafeFileName.IdPart(transcription.Id is { Length: > 0 } id ? id : Unknown),
        "LANGUAGE" => SafeFileName.Part(transcription.Language is { Length: > 0 } language ? language : Unknown),
        "CREATEDAT" => Time(transcription, "yyyy-MM-dd'T'HHmmss'Z'"),
        _ => Time(transcription, match.Groups["format"].Value),
    });

    private static string Time(Transcription transcription, string format) => transcription.CreatedAt is { } moment
        ? SafeFileName.Part(moment.ToUniversalTime().ToString(format, CultureInfo.InvariantCulture))
        : Unknown;
}
