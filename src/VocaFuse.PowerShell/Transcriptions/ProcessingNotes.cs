using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The voice notes that a command omits because they are still processing.</summary>
internal sealed class ProcessingNotes
{
    /// <summary>The maximum number of IDs in the warning.</summary>
    private const int MaximumNamed = 5;

    private readonly List<string> named = [];
    private int count;

    public void Add(string voiceNoteId)
    {
        count++;
        if (named.Count < MaximumNamed)
        {
            named.Add(voiceNoteId);
        }
    }

    /// <summary>Writes a warning if notes were omitted.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="omitted">The omitted operation, such as "exported".</param>
    /// <param name="action">The recommended action.</param>
    public void WriteWarning(VFCmdlet cmdlet, string omitted, string action)
    {
        if (count > 0)
        {
            var ids = string.Join(", ", named) + (count > named.Count ? ", …" : "");
            cmdlet.WriteWarning($"Still processing and not {omitted}: {VFDisplay.Count(count)} voice notes ({ids}). {action}");
        }
    }
}
