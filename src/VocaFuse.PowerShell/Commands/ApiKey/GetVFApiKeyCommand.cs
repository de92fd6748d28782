using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace VocaFuse.PowerShell;

/// <summary>Lists the API keys of the account, or gets API keys by ID. Keys and secrets are never returned.</summary>
[Cmdlet(VerbsCommon.Get, "VFApiKey", DefaultParameterSetName = ListSet, HelpUri = HelpLink.Folder + "Get-VFApiKey.md")]
[OutputType(typeof(ApiKey))]
public sealed class GetVFApiKeyCommand : VFListCmdlet<ApiKey>
{
    private static readonly VFError NameNotFound = VFErrors.ApiKeyNotFound with
    {
        Message = "There is no API key named '{0}'.",
        Action = "To list the names of the keys, run Get-VFApiKey.",
    };

    private readonly HashSet<string> found = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The API keys, or their IDs. The default is all keys.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ApiKeyIdTransformation]
    [ArgumentCompleter(typeof(ApiKeyIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ApiKeyId { get; set; } = [];

    /// <summary>The names of the keys. Wildcards are permitted. The default is all keys.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [SupportsWildcards]
    [NameTransformation]
    [ArgumentCompleter(typeof(ApiKeyNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    private protected override string Activity => "Getting API keys";

    private protected override IReadOnlyList<string> GetIds() => ApiKeyId;

    private protected override async IAsyncEnumerable<ApiKey> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var patterns = Name
            .Select(static name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))
            .ToArray();
        await foreach (var key in Client.ListApiKeysAsync(cancellationToken).ConfigureAwait(false))
        {
            if (Array.Exists(patterns, pattern => pattern.IsMatch(key.Name ?? "")))
            {
                found.Add(key.Name ?? "");
                yield return key;
            }
        }
    }

    private protected override void OnListed()
    {
        foreach (var name in Name)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(name) && !found.Contains(name))
            {
                WriteError(NameNotFound.CreateRecord(name, name));
            }
        }
    }

    private protected override Task<ApiKey> GetAsync(string id, CancellationToken cancellationToken) =>
        Client.GetApiKeyAsync(id, cancellationToken);
}
