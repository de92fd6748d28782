using System.Management.Automation;
using System.Net;
using System.Security;

namespace VocaFuse.PowerShell;

/// <summary>The base class of cmdlets that need the secret of a webhook.</summary>
public abstract class VFWebhookSecretCmdlet : VFCmdlet
{
    private const string SecretVariable = "VOCAFUSE_WEBHOOK_SECRET";

    private WebhookSignature? signature;

    /// <summary>The secret of the webhook. The default is the environment variable VOCAFUSE_WEBHOOK_SECRET.</summary>
    [Parameter]
    [SecretTransformation]
    [ValidateNotNull]
    public SecureString? Secret { get; set; }

    private protected WebhookSignature Signer => signature!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var secret = Secret is null ? Environment.GetEnvironmentVariable(SecretVariable) : new NetworkCredential("", Secret).Password;
        if (string.IsNullOrEmpty(secret))
        {
            ThrowTerminatingError(VFErrors.NoWebhookSecret.Record(null));
        }

        signature = new WebhookSignature(secret!);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            signature?.Dispose();
        }

        base.Dispose(disposing);
    }
}
