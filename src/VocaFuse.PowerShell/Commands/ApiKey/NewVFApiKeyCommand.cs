using System.Management.Automation;
using System.Net;

namespace VocaFuse.PowerShell;

/// <summary>Makes an API key. Its secret is in the result, and nowhere else from then on.</summary>
[Cmdlet(VerbsCommon.New, "VFApiKey", SupportsShouldProcess = true, HelpUri = HelpLink.Folder + "New-VFApiKey.md")]
[OutputType(typeof(VFNewApiKey), typeof(PSObject))]
public sealed class NewVFApiKeyCommand : VFConnectedCmdlet
{
    /// <summary>The name to know it by.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>What it is for.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>Returns key and secret in plain text, for a place that takes no credential.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ShouldProcess(Name, "Create an API key"))
        {
            WriteResponse(CreateAsync, Name, "It may have been created all the same: look with Get-VFApiKey before you try again, and remove the one whose secret nobody has.");
        }
    }

    private async Task<object> CreateAsync(CancellationToken stop)
    {
        var made = await Client.CreateApiKeyAsync(Name, Description, stop).ConfigureAwait(false);
        return AsPlainText ? Plain(made) : new VFNewApiKey(made);
    }

    /// <summary>No type of the module has a secret as text; whoever asks for one gets an object that is nothing else.</summary>
    private static PSObject Plain(NewApiKey made)
    {
        var plain = new PSObject();
        plain.Properties.Add(new PSNoteProperty("Id", made.Info.Id));
        plain.Properties.Add(new PSNoteProperty("Name", made.Info.Name));
        plain.Properties.Add(new PSNoteProperty("ApiKey", new NetworkCredential("", made.Key).Password));
        plain.Properties.Add(new PSNoteProperty("ApiSecret", new NetworkCredential("", made.Secret).Password));
        return plain;
    }
}
