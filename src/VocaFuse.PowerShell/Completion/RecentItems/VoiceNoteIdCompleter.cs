namespace VocaFuse.PowerShell;

/// <summary>Completes the IDs of voice notes.</summary>
public sealed class VoiceNoteIdCompleter : RecentIdCompleter
{
    private protected override RecentIdBuffer SelectBuffer(RecentIds ids) => ids.VoiceNotes;
}
