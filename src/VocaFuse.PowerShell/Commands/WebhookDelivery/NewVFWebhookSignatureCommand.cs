using System.Collections;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Signs the bodies of webhook deliveries, for tests and for senders.</summary>
[Cmdlet(VerbsCommon.New, "VFWebhookSignature", HelpUri = HelpLink.Folder + "New-VFWebhookSignature.md")]
[OutputType(typeof(string), typeof(Hashtable))]
public sealed class NewVFWebhookSignatureCommand : VFWebhookBodyCmdlet
{
    /// <summary>The time of the delivery, as a date or in Unix seconds.</summary>
    [Parameter]
    [HeaderValueTransformation]
    [ValidateNotNullOrEmpty]
    public string? Timestamp { get; set; }

    /// <summary>The ID of the delivery. It is signed only together with a timestamp.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DeliveryId { get; set; }

    /// <summary>Returns the headers of the delivery for Invoke-RestMethod -Headers instead of the signature.</summary>
    [Parameter]
    public SwitchParameter AsHeader { get; set; }

    private protected override void OnBody(ReadOnlySpan<byte> body)
    {
        var signature = Signer.Sign(body, Timestamp, DeliveryId);
        WriteObject(AsHeader ? Headers(signature) : signature);
    }

    private Hashtable Headers(string signature)
    {
        var headers = new Hashtable(StringComparer.OrdinalIgnoreCase) { [WebhookSignature.SignatureHeader] = signature };
        if (Timestamp is not null)
        {
            headers[WebhookSignature.TimestampHeader] = Timestamp;
        }

        if (DeliveryId is not null)
        {
            headers[WebhookSignature.DeliveryIdHeader] = DeliveryId;
        }

        return headers;
    }
}
