namespace VocaFuse.PowerShell;

/// <summary>Fetches the transcriptions of voice notes for an export or a search.</summary>
/// <param name="client">The service.</param>
/// <param name="waiter">Waits for voice notes that are still processing; null not to wait.</param>
/// <param name="includesVoiceNote">True to fetch the voice notes too, for items without one.</param>
internal sealed class TranscriptionFetcher(VocaFuseClient client, VoiceNoteWaiter? waiter, bool includesVoiceNote)
{
    public static bool IsProcessing(string? status) => string.Equals(status, "processing", StringComparison.OrdinalIgnoreCase);

    /// <summary>Fetches the transcription of an item, unless its voice note is still processing.</summary>
    public async Task<FetchedTranscription> FetchAsync(TranscriptionSource item, CancellationToken cancellationToken)
    {
        var note = waiter is not null ? await waiter.WaitAsync(item.VoiceNoteId, cancellationToken).ConfigureAwait(false)
            : includesVoiceNote && !item.HasVoiceNote
                ? await client.GetVoiceNoteAsync(item.VoiceNoteId, cancellationToken).ConfigureAwait(false)
            : null;
        try
        {
            var transcription = item.Transcription
                ?? await client.GetTranscriptionAsync(item.VoiceNoteId, cancellationToken).ConfigureAwait(false);
            return new FetchedTranscription(item, transcription.WithVoiceNote(note ?? item.VoiceNote));
        }
        catch (VocaFuseNotFoundException) when (item.Status is null && waiter is null)
        {
            // The input was only an ID. Check if the voice note is still processing.
            note ??= await client.GetVoiceNoteAsync(item.VoiceNoteId, cancellationToken).ConfigureAwait(false);
            if (IsProcessing(note.Status))
            {
                return new FetchedTranscription(item, Transcription: null);
            }

            throw;
        }
    }
}
