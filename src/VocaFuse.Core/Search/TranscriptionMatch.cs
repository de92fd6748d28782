namespace VocaFuse;

/// <summary>A match of a pattern in a transcription, with its time in the recording.</summary>
public sealed class TranscriptionMatch
{
    internal TranscriptionMatch(Transcription transcription, string pattern)
    {
        VoiceNoteId = transcription.VoiceNoteId;
        VoiceNote = transcription.VoiceNote;
        Pattern = pattern;
    }

    /// <summary>Gets the ID of the voice note.</summary>
    public string VoiceNoteId { get; }

    /// <summary>Gets the user who recorded the voice note; null if the voice note is not known.</summary>
    public string? UserId => VoiceNote?.UserId;

    /// <summary>Gets the time when the voice note was created; null if the voice note is not known.</summary>
    public DateTime? RecordedAt => VoiceNote?.CreatedAt;

    /// <summary>Gets the time in the recording at which the match starts; null if the transcription has no word times.</summary>
    public TimeSpan? Start { get; internal init; }

    /// <summary>Gets the time in the recording at which the match ends; null if the transcription has no word times.</summary>
    public TimeSpan? End { get; internal init; }

    /// <summary>Gets the time in the recording at which the match starts, in seconds.</summary>
    public double? StartSeconds => Start?.TotalSeconds;

    /// <summary>Gets the time in the recording at which the match ends, in seconds.</summary>
    public double? EndSeconds => End?.TotalSeconds;

    /// <summary>Gets the text before the match.</summary>
    public string Before { get; internal init; } = "";

    /// <summary>Gets the matched text; empty for a transcription without a match.</summary>
    public string Match { get; internal init; } = "";

    /// <summary>Gets the text after the match.</summary>
    public string After { get; internal init; } = "";

    /// <summary>Gets the lowest confidence of the matched words, from 0 to 1; null if it is not known.</summary>
    public double? Confidence { get; internal init; }

    /// <summary>Gets the matched words; empty if the transcription has none.</summary>
    public IReadOnlyList<TranscriptionWord> Words { get; internal init; } = new WordList([]);

    /// <summary>Gets the pattern of the match.</summary>
    public string Pattern { get; }

    /// <summary>Gets the voice note, possibly with some properties only; null if it is not known.</summary>
    public VoiceNote? VoiceNote { get; }

    /// <summary>Gets the match with the text around it.</summary>
    public string Text => Before + Match + After;

    /// <summary>Returns the match with the text around it.</summary>
    public override string ToString() => Text;
}
