using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The base class of cmdlets that take the body and the headers of a delivery.</summary>
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

    /// <summary>All headers of the request instead of single values, in any kind of dictionary and letter case.</summary>
    [Parameter]
    [Alias("Headers")]
    [AllowNull]
    public object? Header { get; set; }

    /// <summary>The maximum difference between the timestamp and now, as a TimeSpan or in seconds; 0 disables the check.</summary>
    [Parameter]
    [SecondsTransformation]
    [ValidateSeconds(0, int.MaxValue)]
    public TimeSpan MaximumAge { get; set; } = WebhookSignature.DefaultMaximumAge;

    /// <summary>Gets the delivery ID of the parameter or of the headers.</summary>
    private protected string? ReceivedDeliveryId => DeliveryId ?? InHeader(WebhookSignature.DeliveryIdHeader);

    private protected SignatureCheckResult Check(ReadOnlySpan<byte> body) => Signer.Check(
        body,
        Signature ?? InHeader(WebhookSignature.SignatureHeader),
        Timestamp ?? InHeader(WebhookSignature.TimestampHeader),
        ReceivedDeliveryId,
        MaximumAge);

    private string? InHeader(string name) => Header is null ? null : HeaderSet.Find(Header, name);
}
