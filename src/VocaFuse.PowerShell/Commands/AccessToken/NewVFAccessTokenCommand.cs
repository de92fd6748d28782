using System.Management.Automation;
using System.Net;

namespace VocaFuse.PowerShell;

/// <summary>Creates access tokens that let a browser or an app record and upload voice notes for one user.</summary>
[Cmdlet(VerbsCommon.New, "VFAccessToken", DefaultParameterSetName = ObjectSet, HelpUri = HelpLink.Folder + "New-VFAccessToken.md")]
[OutputType(typeof(AccessToken), ParameterSetName = [ObjectSet])]
[OutputType(typeof(string), ParameterSetName = [JsonSet, PlainTextSet])]
public sealed class NewVFAccessTokenCommand : VFRequestCmdlet<object>
{
    private const string ObjectSet = "Object";
    private const string JsonSet = "Json";
    private const string PlainTextSet = "PlainText";

    /// <summary>The IDs of the users in your own application.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Identity")]
    [UserIdTransformation]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <summary>The lifetime of the tokens, as a TimeSpan or in seconds: one minute to one day.</summary>
    [Parameter]
    [SecondsTransformation]
    [ValidateSeconds(60, 86_400)]
    public TimeSpan? ExpiresIn { get; set; }

    /// <summary>The scopes of the tokens. The default is recording and uploading.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AccessTokenScopeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Scope { get; set; }

    /// <summary>Returns the JSON response of the service unchanged, for a web page.</summary>
    [Parameter(ParameterSetName = JsonSet, Mandatory = true)]
    public SwitchParameter AsJson { get; set; }

    /// <summary>Returns the token as plain text.</summary>
    [Parameter(ParameterSetName = PlainTextSet, Mandatory = true)]
    public SwitchParameter AsPlainText { get; set; }

    private protected override string Activity => "Creating access tokens";

    private protected override void StartRequests()
    {
        SetItemCount(UserId.Length);
        foreach (var user in UserId)
        {
            StartRequest(user, cancellationToken => CreateAsync(user, cancellationToken));
        }
    }

    private protected override void OnResult(object target, object result) => WriteItem(result);

    private async Task<object> CreateAsync(string user, CancellationToken cancellationToken)
    {
        if (AsJson)
        {
            return await Client.CreateAccessTokenJsonAsync(user, ExpiresIn, Scope, cancellationToken).ConfigureAwait(false);
        }

        var token = await Client.CreateAccessTokenAsync(user, ExpiresIn, Scope, cancellationToken).ConfigureAwait(false);
        return AsPlainText ? new NetworkCredential("", token.Token).Password : token;
    }
}
