namespace VocaFuse.PowerShell;

/// <summary>Completes the ids of voice notes.</summary>
public sealed class VoiceNoteIdCompleter : RecentIdCompleter
{
    private protected override RecentIdBuffer Of(RecentIds ids) => ids.VoiceNotes;
}
