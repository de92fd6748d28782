using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Verifies the signatures of webhook deliveries.</summary>
[Cmdlet(VerbsDiagnostic.Test, "VFWebhookSignature", HelpUri = HelpLink.Folder + "Test-VFWebhookSignature.md")]
[OutputType(typeof(bool))]
public sealed class TestVFWebhookSignatureCommand : VFWebhookDeliveryCmdlet
{
    private bool hasWarned;

    private protected override void OnBody(ReadOnlySpan<byte> body)
    {
        var error = Verify(body);
        if (error is not null)
        {
            WriteVerbose($"{error.Message} {error.Action}");
        }

        WriteObject(error is null);
    }

    private protected override void OnParsedBody(object body)
    {
        if (!hasWarned)
        {
            hasWarned = true;
            WriteWarning($"A body of type {body.GetType().Name} is not the raw body that was signed and does not verify. Pass the body as text or bytes, before anything parses it.");
        }

        WriteObject(false);
    }
}
