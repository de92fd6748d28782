using System.Management.Automation;
using System.Text;

namespace VocaFuse.PowerShell;

/// <summary>Verifies webhook deliveries and converts them to event objects.</summary>
[Cmdlet(VerbsData.ConvertFrom, "VFWebhook", HelpUri = HelpLink.Folder + "ConvertFrom-VFWebhook.md")]
[OutputType(typeof(WebhookEvent))]
public sealed class ConvertFromVFWebhookCommand : VFWebhookDeliveryCmdlet
{
    private protected override void OnBody(ReadOnlySpan<byte> body)
    {
        if (Verify(body) is { } error)
        {
            WriteError(error.CreateRecord(ReceivedDeliveryId));
            return;
        }

        try
        {
            WriteItem(WebhookEvent.Parse(body, ReceivedDeliveryId));
        }
        catch (VocaFuseFormatException failure)
        {
            WriteError(VFErrors.CreateRecord(failure, Encoding.UTF8.GetString(body)));
        }
    }
}
