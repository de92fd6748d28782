using System.Management.Automation;
using System.Text;

namespace VocaFuse.PowerShell;

/// <summary>The base class of cmdlets that accept the raw body of a webhook delivery.</summary>
public abstract class VFWebhookBodyCmdlet : VFWebhookSecretCmdlet
{
    /// <summary>The bytes of a piped byte array, which PowerShell enumerates; null before the first one.</summary>
    private MemoryStream? pipedBytes;

    /// <summary>The raw body as text or bytes, before anything parsed it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Body { get; set; }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        var body = Body.Unwrap();
        if (body is byte one)
        {
            (pipedBytes ??= new MemoryStream()).WriteByte(one);
            return;
        }

        EndPipedBytes();
        switch (body)
        {
            case string text:
                OnBody(Encoding.UTF8.GetBytes(text));
                break;
            case byte[] bytes:
                OnBody(bytes);
                break;
            case null:
                OnBody(default);
                break;
            case object?[] items when items.All(static item => item.Unwrap() is byte):
                OnBody(items.Select(static item => (byte)item.Unwrap()!).ToArray());
                break;
            default:
                OnParsedBody(Body!);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => EndPipedBytes();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            pipedBytes?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Processes a body.</summary>
    private protected abstract void OnBody(ReadOnlySpan<byte> body);

    /// <summary>Processes a value that is not a raw body, usually one that a web server has already parsed.</summary>
    private protected virtual void OnParsedBody(object body) =>
        WriteError(VFErrors.WebhookBodyNotRaw.CreateRecord(body, body.GetType().Name));

    private void EndPipedBytes()
    {
        if (pipedBytes is { Length: > 0 })
        {
            OnBody(pipedBytes.GetBuffer().AsSpan(0, (int)pipedBytes.Length));
            pipedBytes.SetLength(0);
        }
    }
}
