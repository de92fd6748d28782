using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using VocaFuse.Export;

namespace VocaFuse;

/// <summary>
/// A pattern for the names of transcription files, such as <c>{CreatedAt:yyyy-MM-dd} {VoiceNoteId}</c>. No id can lead to a file
/// outside the folder or to a name that is invalid on another system.
/// </summary>
public sealed partial class TranscriptionFileName
{
    /// <summary>The pattern that is used if none is given.</summary>
    public const string DefaultPattern = "{VoiceNoteId}";

    private const string Unknown = "unknown";

    private readonly string pattern;

    /// <summary>Creates a pattern.</summary>
    /// <exception cref="FormatException">The pattern has an unknown placeholder, an invalid date format, or a character that is invalid in file names.</exception>
    public TranscriptionFileName(string pattern)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        this.pattern = pattern;
        var literal = Placeholder().Replace(pattern, "");
        if (literal.AsSpan().IndexOfAny('{', '}') >= 0)
        {
            throw new FormatException(
                $"'{pattern}' has an unknown placeholder. The placeholders are {{VoiceNoteId}}, {{Id}}, {{Language}}, {{CreatedAt}} and, with a date format, {{CreatedAt:yyyy-MM-dd}}.");
        }

        if (SafeFileName.Part(literal) != literal.Normalize(NormalizationForm.FormC))
        {
            throw new FormatException(
                $"'{pattern}' has a character that is invalid in file names on some systems. Give a folder with the path, not with the name.");
        }

        try
        {
            _ = Expand(new Transcription { CreatedAt = DateTimeOffset.UnixEpoch });
        }
        catch (FormatException failure)
        {
            throw new FormatException($"'{pattern}' has an invalid date format. A valid one is {{CreatedAt:yyyy-MM-dd}}.", failure);
        }
    }

    /// <summary>Gets the name of the file of a transcription, with the extension of the format.</summary>
    public string For(Transcription transcription, TranscriptionFormat format)
    {
        ArgumentNullException.ThrowIfNull(transcription);
        var extension = TranscriptionWriter.ExtensionOf(format);
        var name = Expand(transcription);
        name = name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? name[..^extension.Length] : name;
        return SafeFileName.Whole(name) + extension;
    }

    [GeneratedRegex(
        @"\{(?:(?<name>VoiceNoteId|Id|Language|CreatedAt)|CreatedAt:(?<format>[^{}]+))\}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
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
        ? SafeFileName.Part(moment.UtcDateTime.ToString(format, CultureInfo.InvariantCulture))
        : Unknown;
}
