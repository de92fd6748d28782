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
    public virtual SecureString? Secret { get; set; }

    private protected WebhookSignature Signer => signature!;

    /// <inheritdoc/>
    protected override void BeginProcessing() => ReadSecret();

    /// <summary>
    /// Rejects a null secret before the first record. Of the piped webhooks, only those of New-VFWebhook have a secret.
    /// </summary>
    private protected void CheckGivenSecret()
    {
        if (MyInvocation.BoundParameters.TryGetValue(nameof(Secret), out var given) && given is null)
        {
            ThrowTerminatingError(VFErrors.NoWebhookSecret.CreateRecord(null));
        }
    }

    /// <summary>Reads the secret from the parameter or the environment variable. Without one, the command ends with an error.</summary>
    private protected void ReadSecret()
    {
        var secret = Secret is null ? Environment.GetEnvironmentVariable(SecretVariable) : new NetworkCredential("", Secret).Password;
        if (string.IsNullOrEmpty(secret))
        {
            ThrowTerminatingError(VFErrors.NoWebhookSecret.CreateRecord(null));
        }

        if (WebhookSecret.FindProblem(secret) is { } problem)
        {
            ThrowTerminatingError(VFErrors.InvalidWebhookSecret.CreateRecord(null, problem));
        }

        signature?.Dispose();
        signature = new WebhookSignature(secret);
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
