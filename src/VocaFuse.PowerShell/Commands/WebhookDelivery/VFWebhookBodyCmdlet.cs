using System.Management.Automation;
using System.Text;

namespace VocaFuse.PowerShell;

/// <summary>The base of cmdlets that take the raw body of a webhook delivery and the webhook's secret.</summary>
public abstract class VFWebhookBodyCmdlet : VFWebhookSecretCmdlet
{
    private byte[] encoded = new byte[4096];
    private MemoryStream? loose;

    /// <summary>The raw body: text, or bytes. Not one that was parsed and written again.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Body { get; set; }

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
            case object?[] items when items.All(static item => PSObjectExtensions.Unwrap(item) is byte):
                OnBody(items.Select(static item => (byte)PSObjectExtensions.Unwrap(item)!).ToArray());
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
        int written;
        while (!Encoding.UTF8.TryGetBytes(text, encoded, out written))
        {
            encoded = new byte[Encoding.UTF8.GetByteCount(text)];
        }

        return encoded.AsSpan(0, written);
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
