using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace VocaFuse.PowerShell;

/// <summary>
/// The ids that commands of one runspace have written lately, for completion: nobody should have to copy a UUID, and
/// completion never asks the service.
/// </summary>
internal sealed class RecentIds
{
    private static readonly ConditionalWeakTable<Runspace, RecentIds> Stores = new();

    public RecentIdBuffer VoiceNotes { get; } = new();

    public RecentIdBuffer Webhooks { get; } = new();

    public RecentIdBuffer ApiKeys { get; } = new();

    public static RecentIds OfThisRunspace() => Stores.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>Facts in one line; control characters are the terminal's.</summary>
    public static string Line(params string?[] facts) =>
        string.Concat(string.Join(", ", facts.Where(static fact => !string.IsNullOrWhiteSpace(fact))).Select(static c => char.IsControl(c) ? ' ' : c));

    /// <summary>Keeps the id of what is written. A million notes pass here, so it costs a slot in an array and no more.</summary>
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
                // As text: the object may hold a secret, which is not to live longer for this.
                Webhooks.Add(webhook.Id, $"{webhook.Url}, {webhook.Status}");
                break;
            case ApiKey key:
                ApiKeys.Add(key.Id, key);
                break;
            case VFNewApiKey made:
                ApiKeys.Add(made.Id, $"{made.Name}, new");
                break;
        }
    }

    /// <summary>An id with what is known of it in brackets, for a person who is asked about it.</summary>
    public string Describe(string id)
    {
        var known = (VoiceNotes.Find(id) ?? ApiKeys.Find(id) ?? Webhooks.Find(id)) switch
        {
            VoiceNote note => Line(note.OriginalFilename, note.Status),
            ApiKey key => Line(key.Name),
            string text => Line(text),
            _ => "",
        };
        return known.Length == 0 ? id : $"{id} ({known})";
    }

    /// <summary>Forgets an id, whatever it was of: it has been deleted.</summary>
    public void Forget(string id)
    {
        VoiceNotes.Forget(id);
        Webhooks.Forget(id);
        ApiKeys.Forget(id);
    }
}
