using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Lists the API keys of the account, or gets API keys by ID. Keys and secrets are never returned.</summary>
[Cmdlet(VerbsCommon.Get, "VFApiKey", DefaultParameterSetName = ListSet, HelpUri = HelpLink.Folder + "Get-VFApiKey.md")]
[OutputType(typeof(ApiKey))]
public sealed class GetVFApiKeyCommand : VFListCmdlet<ApiKey>
{
    /// <summary>The API keys, or their IDs. The default is all keys.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ApiKeyIdTransformation]
    [ArgumentCompleter(typeof(ApiKeyIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ApiKeyId { get; set; } = [];

    private protected override string Activity => "Getting API keys";

    private protected override IReadOnlyList<string> Ids => ApiKeyId;

    private protected override IAsyncEnumerable<ApiKey> ListAsync(CancellationToken stop) => Client.ListApiKeysAsync(stop);

    private protected override Task<ApiKey> GetAsync(string id, CancellationToken stop) => Client.GetApiKeyAsync(id, stop);
}
