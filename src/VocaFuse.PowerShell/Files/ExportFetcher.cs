namespace VocaFuse.PowerShell;

/// <summary>Fetches the transcriptions of voice notes for an export.</summary>
/// <param name="client">The service.</param>
/// <param name="waiter">Waits for voice notes that are still processing; null not to wait.</param>
internal sealed class ExportFetcher(VocaFuseClient client, VoiceNoteWaiter? waiter)
{
    public static bool IsProcessing(string? status) => string.Equals(status, "processing", StringComparison.OrdinalIgnoreCase);

    /// <summary>Fetches the transcription of an item, unless its voice note is still processing.</summary>
    public async Task<ExportResult> FetchAsync(ExportItem item, CancellationToken stop)
    {
        if (waiter is not null)
        {
            await waiter.WaitAsync(item.VoiceNoteId, stop).ConfigureAwait(false);
        }

        try
        {
            return new ExportResult(item, await client.GetTranscriptionAsync(item.VoiceNoteId, stop).ConfigureAwait(false));
        }
        catch (VocaFuseNotFoundException) when (item.Status is null && waiter is null)
        {
            // Of an ID alone it is not known whether the voice note is still processing.
            var note = await client.GetVoiceNoteAsync(item.VoiceNoteId, stop).ConfigureAwait(false);
            if (IsProcessing(note.Status))
            {
                return new ExportResult(item, Transcription: null);
            }

            throw;
        }
    }
}
