using System.Management.Automation;
using System.Net;

namespace VocaFuse.PowerShell;

/// <summary>Creates an API key. Only the result of this command contains its secret.</summary>
[Cmdlet(VerbsCommon.New, "VFApiKey", SupportsShouldProcess = true, HelpUri = HelpLink.Folder + "New-VFApiKey.md")]
[OutputType(typeof(VFNewApiKey), typeof(PSObject))]
public sealed class NewVFApiKeyCommand : VFConnectedCmdlet
{
    /// <summary>The name of the key.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NameTransformation]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The purpose of the key.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>Returns the key and its secret as plain text.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ShouldProcess(Name, "Create an API key"))
        {
            WriteResponse(
                CreateAsync, Name,
                "The key may have been created. Check with Get-VFApiKey before you try again, and remove a key whose secret was lost.");
        }
    }

    private async Task<object> CreateAsync(CancellationToken cancellationToken)
    {
        var created = await Client.CreateApiKeyAsync(Name, Description, cancellationToken).ConfigureAwait(false);
        return AsPlainText ? ToPlainText(created) : new VFNewApiKey(created);
    }

    /// <summary>Creates a plain object, because no type of the module has a secret as text.</summary>
    private static PSObject ToPlainText(NewApiKey created)
    {
        var plain = new PSObject();
        plain.Properties.Add(new PSNoteProperty("Id", created.Info.Id));
        plain.Properties.Add(new PSNoteProperty("Name", created.Info.Name));
        plain.Properties.Add(new PSNoteProperty("ApiKey", new NetworkCredential("", created.Key).Password));
        plain.Properties.Add(new PSNoteProperty("ApiSecret", new NetworkCredential("", created.Secret).Password));
        return plain;
    }
}
