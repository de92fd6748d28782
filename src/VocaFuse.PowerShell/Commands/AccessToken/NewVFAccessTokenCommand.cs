using System.Management.Automation;
using System.Net;

namespace VocaFuse.PowerShell;

/// <summary>Makes front-end tokens: each lets a browser or an app record and upload for one user, and nothing else.</summary>
[Cmdlet(VerbsCommon.New, "VFAccessToken", DefaultParameterSetName = ObjectSet, HelpUri = HelpLink.Folder + "New-VFAccessToken.md")]
[OutputType(typeof(AccessToken), ParameterSetName = [ObjectSet])]
[OutputType(typeof(string), ParameterSetName = [JsonSet, PlainTextSet])]
public sealed class NewVFAccessTokenCommand : VFRequestCmdlet<object>
{
    private const string ObjectSet = "Object";
    private const string JsonSet = "Json";
    private const string PlainTextSet = "PlainText";

    /// <summary>The users, as this tenant names them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Identity")]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <summary>How long the tokens are valid, as a TimeSpan or in seconds, from a minute to a day.</summary>
    [Parameter]
    [SecondsTransformation]
    [ValidateSeconds(60, 86_400)]
    public TimeSpan? ExpiresIn { get; set; }

    /// <summary>What the tokens allow.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AccessTokenScopeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Scope { get; set; } = [VocaFuseClient.UploadScope];

    /// <summary>Returns the service's JSON as it came, to be handed on to a web page.</summary>
    [Parameter(ParameterSetName = JsonSet, Mandatory = true)]
    public SwitchParameter AsJson { get; set; }

    /// <summary>Returns the bare token.</summary>
    [Parameter(ParameterSetName = PlainTextSet, Mandatory = true)]
    public SwitchParameter AsPlainText { get; set; }

    private protected override string Activity => "Making access tokens";

    private protected override void Accept()
    {
        Announce(UserId.Length);
        foreach (var user in UserId)
        {
            Send(user, stop => CreateAsync(user, stop));
        }
    }

    private protected override void OnResult(object target, object result)
    {
        SecretlessCopies.Prepare(this, result);
        WriteObject(result);
    }

    private async Task<object> CreateAsync(string user, CancellationToken stop)
    {
        if (AsJson)
        {
            return await Client.CreateAccessTokenJsonAsync(user, ExpiresIn, Scope, stop).ConfigureAwait(false);
        }

        var token = await Client.CreateAccessTokenAsync(user, ExpiresIn, Scope, stop).ConfigureAwait(false);
        return AsPlainText ? new NetworkCredential("", token.Token).Password : token;
    }
}
