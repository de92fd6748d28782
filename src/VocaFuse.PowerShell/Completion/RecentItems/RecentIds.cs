using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace VocaFuse.PowerShell;

/// <summary>
/// The IDs that commands of one runspace have written recently, for completion. Completion never sends a request.
/// </summary>
internal sealed class RecentIds
{
    private static readonly ConditionalWeakTable<Runspace, RecentIds> Stores = new();

    public RecentIdBuffer VoiceNotes { get; } = new();

    public RecentIdBuffer Webhooks { get; } = new();

    public RecentIdBuffer ApiKeys { get; } = new();

    public static RecentIds ForCurrentRunspace() => Stores.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>Joins details to one line, without control characters.</summary>
    public static string JoinLine(params string?[] details) =>
        string.Concat(string.Join(", ", details.Where(static detail => !string.IsNullOrWhiteSpace(detail)))
            .Select(static c => char.IsControl(c) ? ' ' : c));

    /// <summary>Stores the ID of a written object. Listings call this for every note, so it must be cheap.</summary>
    public void Add(object item)
    {
        switch (item)
        {
            case VoiceNote note:
                VoiceNotes.Add(note.Id, note);
                break;
            case Transcription transcription:
                VoiceNotes.Add(transcription.VoiceNoteId, transcription);
                break;
            case VoiceNoteReference reference:
                VoiceNotes.Add(reference.VoiceNoteId, reference);
                break;
            case WebhookEvent { VoiceNoteId: { } id } received:
                VoiceNotes.Add(id, received);
                break;
            case Webhook webhook:
                // As text: the object may contain a secret, which must not be kept in memory.
                Webhooks.Add(webhook.Id, $"{webhook.Url}, {webhook.Status}");
                break;
            case ApiKey key:
                ApiKeys.Add(key.Id, key);
                break;
            case VFNewApiKey created:
                ApiKeys.Add(created.Id, $"{created.Name}, new");
                break;
        }
    }

    /// <summary>Returns an ID with known details in parentheses, for confirmation prompts.</summary>
    public string Describe(string id)
    {
        var known = (VoiceNotes.Find(id) ?? ApiKeys.Find(id) ?? Webhooks.Find(id)) switch
        {
            VoiceNote note => JoinLine(note.OriginalFilename, note.Status),
            ApiKey key => JoinLine(key.Name),
            string text => JoinLine(text),
            _ => "",
        };
        return known.Length == 0 ? id : $"{id} ({known})";
    }

    /// <summary>Removes the ID of a deleted resource.</summary>
    public void Remove(string id)
    {
        VoiceNotes.Remove(id);
        Webhooks.Remove(id);
        ApiKeys.Remove(id);
    }
}
