using System.Runtime.CompilerServices;

namespace VocaFuse.Unit.Weather;

/// <summary>The calls of the client that are in the matrix.</summary>
internal static class Endpoints
{
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        new("GET /voicenotes", nameof(VocaFuseClient.ListVoiceNotesAsync), static (scene, _, stop) => scene.Client.ListVoiceNotesAsync(cancellationToken: stop)) { IsPaged = true },
        new("GET /voicenotes?limit=1", nameof(VocaFuseClient.CountVoiceNotesAsync), static (scene, _, stop) => One(scene.Client.CountVoiceNotesAsync(cancellationToken: stop))),
        new("GET /voicenotes/{id}", nameof(VocaFuseClient.GetVoiceNoteAsync), static (scene, n, stop) => One(scene.Client.GetVoiceNoteAsync(scene.NoteIds[n], stop))),
        new("GET /voicenotes/{id}/transcription", nameof(VocaFuseClient.GetTranscriptionAsync), static (scene, n, stop) => One(scene.Client.GetTranscriptionAsync(scene.NoteIds[n], stop))),
        new("GET /account", nameof(VocaFuseClient.GetAccountAsync), static (scene, _, stop) => One(scene.Client.GetAccountAsync(stop))),
        new("DELETE /voicenotes/{id}", nameof(VocaFuseClient.DeleteVoiceNoteAsync), static (scene, n, stop) => Nothing(scene.Client.DeleteVoiceNoteAsync(scene.NoteIds[n], stop))),
    ];

    private static async IAsyncEnumerable<object> One<T>(Task<T> call)
    {
        yield return (await call)!;
    }

    private static async IAsyncEnumerable<object> Nothing(Task call)
    {
        await call;
        yield break;
    }
}
