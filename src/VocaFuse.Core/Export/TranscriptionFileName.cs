using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using VocaFuse.Audio;
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
    private const string DefaultTimeFormat = "yyyy-MM-dd'T'HHmmss'Z'";

    private readonly string pattern;
    private readonly bool needsTranscription;

    /// <summary>Matches the names of the pattern, with the ID of the voice note as the group <c>id</c>.</summary>
    private readonly Regex reader;

    /// <summary>Creates a pattern.</summary>
    /// <exception cref="FormatException">
    /// The pattern is empty, or has an unknown placeholder, an invalid date format, or a character that is invalid in file names.
    /// </exception>
    public TranscriptionFileName(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (string.IsNullOrWhiteSpace(pattern))
        {
            throw new FormatException("The pattern for file names is empty.");
        }

        this.pattern = pattern;
        var literal = Placeholder().Replace(pattern, "");
        if (literal.AsSpan().IndexOfAny('{', '}') >= 0)
        {
            throw new FormatException(
                $"'{pattern}' has an unknown placeholder. The placeholders are {{VoiceNoteId}}, {{UserId}}, {{OriginalFilename}}, "
                + "{RecordedAt}, {Id}, {Language}, {CreatedAt} and, with a date format, {RecordedAt:yyyy-MM-dd}.");
        }

        if (SafeFileName.ReplaceInvalid(literal) != literal.Normalize(NormalizationForm.FormC))
        {
            throw new FormatException(
                $"'{pattern}' has a character that is invalid in file names on some systems. Use the path for a folder.");
        }

        var names = Placeholder().Matches(pattern).Select(NameOf).ToList();
        NeedsVoiceNote = names.Exists(name => name is "USERID" or "ORIGINALFILENAME" or "RECORDEDAT");
        needsTranscription = names.Exists(name => name is "ID" or "LANGUAGE" or "CREATEDAT");
        try
        {
            var note = VoiceNote.Create("", createdAt: DateTime.UnixEpoch);
            _ = Expand(Transcription.Create("", "", createdAt: DateTime.UnixEpoch, voiceNote: note));
        }
        catch (FormatException failure)
        {
            throw new FormatException($"'{pattern}' has an invalid date format. A valid one is {{CreatedAt:yyyy-MM-dd}}.", failure);
        }

        reader = new Regex("^" + ReaderPattern() + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    /// <summary>Gets whether the pattern has placeholders that the voice note fills, beyond its ID.</summary>
    public bool NeedsVoiceNote { get; }

    /// <summary>Gets the name of the file of a transcription, with the extension of the format.</summary>
    public string For(Transcription transcription, TranscriptionFormat format)
    {
        ArgumentNullException.ThrowIfNull(transcription);
        var extension = TranscriptionWriter.ExtensionOf(format);
        var name = Expand(transcription);
        name = name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? name[..^extension.Length] : name;
        return SafeFileName.Complete(name) + extension;
    }

    /// <summary>Gets the part of a file name that an ID gives.</summary>
    public static string NameOfId(string voiceNoteId) => SafeFileName.FromId(voiceNoteId is { Length: > 0 } ? voiceNoteId : Unknown);

    /// <summary>Gets the name of the file of a voice note; null if the pattern has placeholders that its transcription fills.</summary>
    /// <param name="voiceNoteId">The ID of the voice note.</param>
    /// <param name="voiceNote">The voice note; null if only its ID is known.</param>
    /// <param name="format">The format.</param>
    public string? ForVoiceNote(string voiceNoteId, VoiceNote? voiceNote, TranscriptionFormat format) =>
        needsTranscription || (NeedsVoiceNote && voiceNote is null)
            ? null
            : For(Transcription.Create(voiceNoteId, "", voiceNote: voiceNote), format);

    /// <summary>Finds the ID of the voice note in a file name without extension, as <see cref="NameOfId"/> writes it.</summary>
    /// <returns>The ID; null if the name is not of this pattern, or the pattern has no ID.</returns>
    public string? FindVoiceNoteId(string name) =>
        reader.Match(name) is { Success: true } match && match.Groups["id"] is { Success: true } id ? id.Value : null;

    [GeneratedRegex(
        @"\{(?:(?<name>VoiceNoteId|UserId|OriginalFilename|Id|Language|CreatedAt|RecordedAt)"
            + @"|(?<name>CreatedAt|RecordedAt):(?<format>[^{}]+))\}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();

    private string Expand(Transcription transcription) => Placeholder().Replace(pattern, match => NameOf(match) switch
    {
        "VOICENOTEID" => SafeFileName.FromId(Known(transcription.VoiceNoteId)),
        "USERID" => SafeFileName.FromId(Known(transcription.UserId)),
        "ORIGINALFILENAME" => SafeFileName.ReplaceInvalid(Known(WithoutExtension(transcription.OriginalFilename))),
        "ID" => SafeFileName.FromId(Known(transcription.Id)),
        "LANGUAGE" => SafeFileName.ReplaceInvalid(Known(transcription.Language)),
        "RECORDEDAT" => Time(transcription.RecordedAt, FormatOf(match)),
        _ => Time(transcription.CreatedAt, FormatOf(match)),
    });

    /// <summary>Gets the name of a placeholder in upper case.</summary>
    private static string NameOf(Match placeholder) => placeholder.Groups["name"].Value.ToUpperInvariant();

    private static bool IsVoiceNoteId(Match placeholder) => NameOf(placeholder) == "VOICENOTEID";

    private static bool IsTime(Match placeholder) => NameOf(placeholder) is "CREATEDAT" or "RECORDEDAT";

    private static string FormatOf(Match placeholder) =>
        placeholder.Groups["format"] is { Success: true } given ? given.Value : DefaultTimeFormat;

    private static string Known(string? value) => value is { Length: > 0 } ? value : Unknown;

    /// <summary>Removes the extension of an audio file. Other dots belong to the name, as in <c>Meeting 1.2</c>.</summary>
    private static string? WithoutExtension(string? fileName) =>
        fileName is not null && AudioFormat.FromFileName(fileName) is not null ? fileName[..^Path.GetExtension(fileName).Length] : fileName;

    private string ReaderPattern()
    {
        var expression = new StringBuilder();
        var literal = 0;
        foreach (Match placeholder in Placeholder().Matches(pattern))
        {
            expression.Append(Regex.Escape(pattern[literal..placeholder.Index]));
            expression.Append(IsVoiceNoteId(placeholder) ? "(?<id>.+)" : AnyValue(placeholder));
            literal = placeholder.Index + placeholder.Length;
        }

        return expression.Append(Regex.Escape(pattern[literal..])).ToString();
    }

    /// <summary>Matches any value of a placeholder. A date in digits always has the same length, so it cannot take part of an ID.</summary>
    private static string AnyValue(Match placeholder)
    {
        var format = FormatOf(placeholder);
        var early = new DateTime(1970, 1, 1).ToString(format, CultureInfo.InvariantCulture);
        var late = new DateTime(2032, 11, 24, 23, 59, 59).ToString(format, CultureInfo.InvariantCulture);
        return IsTime(placeholder) && early.Length == late.Length ? $".{{{early.Length}}}" : ".+?";
    }

    private static string Time(DateTime? time, string format) => time is { } moment
        ? SafeFileName.ReplaceInvalid(moment.ToUniversalTime().ToString(format, CultureInfo.InvariantCulture))
        : Unknown;
}
