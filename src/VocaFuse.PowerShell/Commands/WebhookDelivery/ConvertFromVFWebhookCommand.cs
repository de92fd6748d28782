using System.Management.Automation;
using System.Text;

namespace VocaFuse.PowerShell;

/// <summary>Makes event objects of webhook deliveries. What does not verify is refused.</summary>
[Cmdlet(VerbsData.ConvertFrom, "VFWebhook", HelpUri = HelpLink.Folder + "ConvertFrom-VFWebhook.md")]
[OutputType(typeof(WebhookEvent))]
public sealed class ConvertFromVFWebhookCommand : VFWebhookDeliveryCmdlet
{
    private protected override void OnBody(ReadOnlySpan<byte> body)
    {
        var verdict = Check(body);
        if (verdict != SignatureCheckResult.Verified)
        {
            WriteError(Refusal(verdict).Record(ReceivedDeliveryId));
            return;
        }

        try
        {
            WriteItem(WebhookEvent.Parse(body, ReceivedDeliveryId));
        }
        catch (VocaFuseFormatException failure)
        {
            WriteError(VFErrors.Of(failure).RecordOf(failure, Encoding.UTF8.GetString(body)));
        }
    }

    private static VFError Refusal(SignatureCheckResult verdict) => verdict switch
    {
        SignatureCheckResult.SignatureMissing => VFErrors.WebhookSignatureMissing,
        SignatureCheckResult.TimestampOutOfBounds => VFErrors.WebhookTimestampOutOfBounds,
        _ => VFErrors.WebhookSignatureWrong,
    };
}
