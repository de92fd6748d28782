using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Deletes API keys: whoever uses one of them is refused from then on.</summary>
[Cmdlet(VerbsCommon.Remove, "VFApiKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = HelpLink.Folder + "Remove-VFApiKey.md")]
[OutputType(typeof(string))]
public sealed class RemoveVFApiKeyCommand : VFRemoveCmdlet
{
    private string? ownId;

    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var bound)
        ? bound is SwitchParameter { IsPresent: true }
        : GetVariableValue("WhatIfPreference") is true or SwitchParameter { IsPresent: true };

    /// <summary>The ids of the keys.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ApiKeyIdTransformation]
    [ArgumentCompleter(typeof(ApiKeyIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ApiKeyId { get; set; } = [];

    /// <summary>How the key begins, where that is known, as with the objects of Get-VFApiKey. It is looked up where left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? KeyPrefix { get; set; }

    private protected override string Activity => "Deleting API keys";

    private protected override void Accept()
    {
        Announce(ApiKeyId.Length);
        foreach (var id in ApiKeyId)
        {
            Accept(id);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (ownId is not null)
        {
            // After all the others: nothing can be sent with it any more.
            Remove(ownId, Client.DeleteApiKeyAsync);
            base.EndProcessing();
        }
    }

    private void Accept(string id)
    {
        var isOwn = Client.IsOwnKey(KeyPrefix ?? LookUpPrefix(id));
        if (isOwn)
        {
            WriteWarning($"'{id}' is the key of the connection in use: once it is deleted, the connection is refused. Connect with another key first.");
        }

        if (!ShouldProcess(RecentIds.OfThisRunspace().Describe(id), "Delete the API key"))
        {
            return;
        }

        if (isOwn)
        {
            ownId = id;
        }
        else
        {
            Remove(id, Client.DeleteApiKeyAsync);
        }
    }

    /// <summary>Looks at the key, except where nothing is to be sent. Where that fails, the deletion will say why.</summary>
    private string? LookUpPrefix(string id)
    {
        if (IsWhatIf)
        {
            return null;
        }

        try
        {
            return Wait(Client.GetApiKeyAsync(id, StopToken)).KeyPrefix;
        }
        catch (VocaFuseException)
        {
            return null;
        }
    }
}
