using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Tells whether webhook deliveries are genuine: true or false, and nothing else.</summary>
[Cmdlet(VerbsDiagnostic.Test, "VFWebhookSignature", HelpUri = HelpLink.Folder + "Test-VFWebhookSignature.md")]
[OutputType(typeof(bool))]
public sealed class TestVFWebhookSignatureCommand : VFWebhookDeliveryCmdlet
{
    // Boxed once, not once a delivery.
    private static readonly object True = true;
    private static readonly object False = false;

    private bool hasWarned;

    private protected override void OnBody(ReadOnlySpan<byte> body) => WriteObject(Check(body) == SignatureCheckResult.Verified ? True : False);

    private protected override void OnParsedBody(object body)
    {
        if (!hasWarned)
        {
            hasWarned = true;
            WriteWarning($"A body of the type {body.GetType().Name} is not the raw one that was signed, and never verifies. Give the body as text or bytes, before anything parses it.");
        }

        WriteObject(False);
    }
}
