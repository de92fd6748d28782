using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The base class of cmdlets that accept the body and the headers of a delivery.</summary>
public abstract class VFWebhookDeliveryCmdlet : VFWebhookBodyCmdlet
{
    private const string SignedHeadersAdvice =
        "If the service signs deliveries this way, pass -Signature without -Header, and -Timestamp only if it is signed.";

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
    private protected string? ReceivedDeliveryId => DeliveryId ?? FindHeader(WebhookSignature.DeliveryIdHeader);

    /// <summary>Verifies a delivery.</summary>
    /// <returns>The error of a delivery that is rejected; null if it is genuine.</returns>
    private protected VFError? Verify(ReadOnlySpan<byte> body)
    {
        var signature = Signature ?? FindHeader(WebhookSignature.SignatureHeader);
        var timestamp = Timestamp ?? FindHeader(WebhookSignature.TimestampHeader);
        return Signer.Check(body, signature, timestamp, ReceivedDeliveryId, MaximumAge) switch
        {
            SignatureCheckResult.Verified => null,
            SignatureCheckResult.SignatureMissing => VFErrors.WebhookSignatureMissing,
            SignatureCheckResult.TimestampOutOfBounds => VFErrors.WebhookTimestampOutOfBounds,
            _ when Signer.ExplainMismatch(body, signature, timestamp, ReceivedDeliveryId) is { } explanation =>
                VFErrors.WebhookSignatureWrong with { Action = $"{explanation} {SignedHeadersAdvice}" },
            _ => VFErrors.WebhookSignatureWrong,
        };
    }

    private string? FindHeader(string name) => Header is null ? null : HeaderReader.Find(Header, name);
}
