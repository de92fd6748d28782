using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The base of cmdlets that take a delivery as it came: its body and what its headers say.</summary>
public abstract class VFWebhookDeliveryCmdlet : VFWebhookBodyCmdlet
{
    /// <summary>The value of the X-VocaFuse-Signature header.</summary>
    [Parameter(Position = 1)]
    [HeaderValueTransformation]
    [AllowNull]
    [AllowEmptyString]
    public string? Signature { get; set; }

    /// <summary>The value of the X-VocaFuse-Timestamp header.</summary>
    [Parameter]
    [HeaderValueTransformation]
    [AllowNull]
    [AllowEmptyString]
    public string? Timestamp { get; set; }

    /// <summary>The value of the X-VocaFuse-Delivery-ID header.</summary>
    [Parameter]
    [HeaderValueTransformation]
    [AllowNull]
    [AllowEmptyString]
    public string? DeliveryId { get; set; }

    /// <summary>All headers of the request, in any kind of dictionary and letter case, in place of the single ones.</summary>
    [Parameter]
    [Alias("Headers")]
    [AllowNull]
    public object? Header { get; set; }

    /// <summary>How far the timestamp may lie from now, in the past or in the future, as a TimeSpan or in seconds; 0 for any distance.</summary>
    [Parameter]
    [SecondsTransformation]
    [ValidateSeconds(0, int.MaxValue)]
    public TimeSpan MaximumAge { get; set; } = WebhookSignature.DefaultMaximumAge;

    /// <summary>The delivery's id, from its own parameter or from the headers.</summary>
    private protected string? ReceivedDeliveryId => DeliveryId ?? InHeader(WebhookSignature.DeliveryIdHeader);

    private protected SignatureCheckResult Check(ReadOnlySpan<byte> body) => Signer.Check(
        body,
        Signature ?? InHeader(WebhookSignature.SignatureHeader),
        Timestamp ?? InHeader(WebhookSignature.TimestampHeader),
        ReceivedDeliveryId,
        MaximumAge);

    private string? InHeader(string name) => Header is null ? null : HeaderSet.Find(Header, name);
}
