using System.Management.Automation;
using System.Net;
using System.Security;

namespace VocaFuse.PowerShell;

/// <summary>Decodes the claims of access tokens. It does not verify them, because only the service has the key.</summary>
[Cmdlet(VerbsData.ConvertFrom, "VFAccessToken", HelpUri = HelpLink.Folder + "ConvertFrom-VFAccessToken.md")]
[OutputType(typeof(AccessTokenClaims))]
public sealed class ConvertFromVFAccessTokenCommand : VFCmdlet
{
    /// <summary>The token, as text, as a SecureString, or as New-VFAccessToken returns it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AccessTokenTransformation]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            WriteObject(AccessTokenClaims.Parse(new NetworkCredential("", Token).Password));
        }
        catch (VocaFuseFormatException failure)
        {
            WriteFailure(failure, null);
        }
    }
}
