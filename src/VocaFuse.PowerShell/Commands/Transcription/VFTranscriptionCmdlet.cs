namespace VocaFuse.PowerShell;

/// <summary>The base class of cmdlets that process transcriptions, and fetch those of voice notes and IDs.</summary>
public abstract class VFTranscriptionCmdlet : VFRequestCmdlet<object>
{
    /// <summary>The maximum number of IDs in the warning of notes that are still processing.</summary>
    private const int MaximumNamed = 5;

    private readonly List<string> processingIds = [];
    private VoiceNoteWaiter? waiter;

    /// <summary>Gets whether the voice note is fetched for input that does not contain it.</summary>
    private protected abstract bool FetchesVoiceNote { get; }

    /// <summary>Creates the waiter for notes that are still processing; null not to wait.</summary>
    private protected virtual VoiceNoteWaiter? CreateWaiter() => null;

    /// <summary>Returns whether an input is to be processed, before its transcription is fetched.</summary>
    private protected virtual bool ShouldFetch(TranscriptionSource source) => true;

    /// <summary>Processes the transcription of an input, in the order of the input.</summary>
    private protected abstract void OnTranscription(TranscriptionSource source, Transcription transcription);

    private protected sealed override void OnResult(object target, object result)
    {
        // The type of the results is internal, and a public base class cannot name it.
        var (source, transcription) = (FetchedTranscription)result;
        if (transcription is null)
        {
            processingIds.Add(source.VoiceNoteId);
        }
        else
        {
            OnTranscription(source, transcription);
        }
    }

    /// <summary>Starts to fetch a transcription. Notes that are still processing are omitted, unless the cmdlet waits.</summary>
    private protected void Fetch(object input)
    {
        var (source, problem) = TranscriptionSource.Read(input);
        if (source is null)
        {
            WriteError(VFErrors.InvalidVoiceNote.CreateRecord(input, problem));
        }
        else if (!IsLongRunning && IsProcessing(source.Status))
        {
            processingIds.Add(source.VoiceNoteId);
        }
        else if (ShouldFetch(source))
        {
            StartRequest(source.VoiceNoteId, cancellationToken => FetchAsync(source, cancellationToken));
        }
    }

    /// <summary>Writes a warning if notes were omitted because they are still processing.</summary>
    /// <param name="omitted">The omitted operation, such as "exported".</param>
    /// <param name="action">The recommended action.</param>
    private protected void WarnOfProcessing(string omitted, string action)
    {
        if (processingIds.Count > 0)
        {
            var ids = string.Join(", ", processingIds.Take(MaximumNamed)) + (processingIds.Count > MaximumNamed ? ", …" : "");
            WriteWarning($"Still processing and not {omitted}: {VFDisplay.Count(processingIds.Count)} voice notes ({ids}). {action}");
        }
    }

    private static bool IsProcessing(string? status) => string.Equals(status, "processing", StringComparison.OrdinalIgnoreCase);

    private async Task<object> FetchAsync(TranscriptionSource source, CancellationToken cancellationToken)
    {
        var id = source.VoiceNoteId;
        if (!source.NeedsRequest(FetchesVoiceNote))
        {
            return new FetchedTranscription(source, source.Transcription);
        }

        waiter ??= CreateWaiter();
        var note = waiter is not null ? await waiter.WaitAsync(id, cancellationToken).ConfigureAwait(false)
            : FetchesVoiceNote && !source.HasVoiceNote ? await Client.GetVoiceNoteAsync(id, cancellationToken).ConfigureAwait(false)
            : null;
        try
        {
            var transcription = source.Transcription
                ?? await Client.GetTranscriptionAsync(id, cancellationToken).ConfigureAwait(false);
            return new FetchedTranscription(source, transcription.WithVoiceNote(note ?? source.VoiceNote));
        }
        catch (VocaFuseNotFoundException) when (source.Status is null && waiter is null)
        {
            // The input was only an ID. Check if the voice note is still processing.
            note ??= await Client.GetVoiceNoteAsync(id, cancellationToken).ConfigureAwait(false);
            if (!IsProcessing(note.Status))
            {
                throw;
            }

            return new FetchedTranscription(source, Transcription: null);
        }
    }
}
