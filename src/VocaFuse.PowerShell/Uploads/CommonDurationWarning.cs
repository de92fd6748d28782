using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Warns once if the duration of a command, not of an input object, is used for more than one file.</summary>
internal sealed class CommonDurationWarning(VFCmdlet cmdlet)
{
    private string? first;
    private bool isWritten;

    /// <summary>Counts a file that needs the duration.</summary>
    public void Add(string file)
    {
        if (first is not null && !isWritten)
        {
            isWritten = true;
            cmdlet.WriteWarning(
                $"-Duration is used for more than one file that does not state its duration: '{first}', '{file}'. "
                + "If they differ, specify one for each: pipe objects with the properties Path and Duration.");
        }

        first ??= file;
    }
}
