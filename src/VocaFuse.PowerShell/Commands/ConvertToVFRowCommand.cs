using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Converts objects to rows of plain text for CSV files and spreadsheets.</summary>
[Cmdlet(VerbsData.ConvertTo, "VFRow", HelpUri = HelpLink.Folder + "ConvertTo-VFRow.md")]
[OutputType(typeof(PSObject))]
public sealed class ConvertToVFRowCommand : VFCmdlet
{
    /// <summary>The objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public PSObject[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var item in InputObject)
        {
            WriteObject(RowBuilder.Build(item));
        }
    }
}
