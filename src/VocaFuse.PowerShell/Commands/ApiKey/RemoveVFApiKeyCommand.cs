using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Deletes API keys. Requests that use a deleted key are rejected immediately.</summary>
[Cmdlet(VerbsCommon.Remove, "VFApiKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpLink.Folder + "Remove-VFApiKey.md")]
[OutputType(typeof(string))]
public sealed class RemoveVFApiKeyCommand : VFRemoveCmdlet
{
    /// <summary>The ID of the key of this connection, if it is to be deleted.</summary>
    private string? ownId;

    private bool IsWhatIf => GetSwitch("WhatIf") ?? GetVariableValue("WhatIfPreference") is true or SwitchParameter { IsPresent: true };

    /// <summary>The API keys, or their IDs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ApiKeyIdTransformation]
    [ArgumentCompleter(typeof(ApiKeyIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ApiKeyId { get; set; } = [];

    /// <summary>The first characters of the key, as Get-VFApiKey returns them. By default they are looked up.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? KeyPrefix { get; set; }

    private protected override string Activity => "Deleting API keys";

    private protected override void StartRequests()
    {
        SetItemCount(ApiKeyId.Length);
        foreach (var id in ApiKeyId)
        {
            RemoveKey(id);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (ownId is not null)
        {
            // The key of this connection is deleted last: no request can be sent with it afterwards.
            Remove(ownId, Client.DeleteApiKeyAsync);
            base.EndProcessing();
        }
    }

    private void RemoveKey(string id)
    {
        var isOwn = Client.IsOwnKey(KeyPrefix ?? LookUpPrefix(id));
        if (isOwn)
        {
            WriteWarning(
                $"'{id}' is the key of the connection in use. After it is deleted, requests of this connection are rejected. "
                    + "Connect with another key first.");
        }

        if (!ShouldProcess(RecentIds.ForCurrentRunspace().Describe(id), "Delete the API key"))
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

    /// <summary>Looks the prefix up, except with -WhatIf. If that fails, the deletion reports the error.</summary>
    private string? LookUpPrefix(string id)
    {
        if (IsWhatIf)
        {
            return null;
        }

        try
        {
            return WaitFor(Client.GetApiKeyAsync(id, StopToken)).KeyPrefix;
        }
        catch (VocaFuseException)
        {
            return null;
        }
    }
}
