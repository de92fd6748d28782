using System.Management.Automation;
using System.Net;
using System.Security;
using System.Text;

namespace VocaFuse.PowerShell;

/// <summary>The base of cmdlets that take the raw body of a webhook delivery and the webhook's secret.</summary>
public abstract class VFWebhookBodyCmdlet : VFCmdlet
{
    private const string SecretVariable = "VOCAFUSE_WEBHOOK_SECRET";

    private WebhookSignature? signature;
    private byte[] encoded = new byte[4096];
    private MemoryStream? loose;

    /// <summary>The raw body: text, or bytes. Not one that was parsed and written again.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Body { get; set; }

    /// <summary>The webhook's secret. The environment variable VOCAFUSE_WEBHOOK_SECRET where left out.</summary>
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
    protected sealed override void ProcessRecord()
    {
        var body = Body is PSObject wrapped ? wrapped.BaseObject : Body;
        if (body is byte one)
        {
            // An array that is piped comes byte by byte; it is one body still.
            (loose ??= new MemoryStream()).WriteByte(one);
            return;
        }

        EndLoose();
        switch (body)
        {
            case string text:
                OnBody(Encode(text));
                break;
            case byte[] bytes:
                OnBody(bytes);
                break;
            case null:
                OnBody(default);
                break;
            case object?[] items when items.All(static item => PSValue.Unwrap(item) is byte):
                OnBody(items.Select(static item => (byte)PSValue.Unwrap(item)!).ToArray());
                break;
            default:
                OnParsedBody(Body!);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => EndLoose();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            signature?.Dispose();
            loose?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Takes a body.</summary>
    private protected abstract void OnBody(ReadOnlySpan<byte> body);

    /// <summary>Takes what is no raw body, as a rule one that a web server has parsed already.</summary>
    private protected virtual void OnParsedBody(object body) => WriteError(VFErrors.WebhookBodyNotRaw.Record(body, body.GetType().Name));

    private ReadOnlySpan<byte> Encode(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (length > encoded.Length)
        {
            encoded = new byte[length];
        }

        return encoded.AsSpan(0, Encoding.UTF8.GetBytes(text, encoded));
    }

    private void EndLoose()
    {
        if (loose is { Length: > 0 })
        {
            OnBody(loose.GetBuffer().AsSpan(0, (int)loose.Length));
            loose.SetLength(0);
        }
    }
}
