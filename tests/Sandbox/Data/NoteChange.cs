using VocaFuse.Sandbox.Data;
using VocaFuse.Sandbox.Webhooks;

namespace VocaFuse.Sandbox;

/// <summary>A change of a note.</summary>
/// <param name="Kind">The kind of change, such as <see cref="WebhookEvents.Created"/>.</param>
/// <param name="Note">The note after the change.</param>
internal sealed record NoteChange(string Kind, StoredNote Note);
