using System.Management.Automation;
using System.Security;

namespace VocaFuse.PowerShell;

/// <summary>The base class of cmdlets that create or change a webhook.</summary>
public abstract class VFWebhookChangeCmdlet : VFConnectedCmdlet
{
    private protected const string SecretSet = "Secret";
    private protected const string GenerateSet = "GenerateSecret";

    /// <summary>The secret that deliveries are signed with.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [SecureInput]
    [ValidateSecret]
    public SecureString? Secret { get; set; }

    /// <summary>Generates a random secret. The Secret property of the result contains it.</summary>
    [Parameter(ParameterSetName = GenerateSet, Mandatory = true)]
    public SwitchParameter GenerateSecret { get; set; }

    private protected SecureString? ChosenSecret => GenerateSecret ? WebhookSecret.Generate() : Secret;

    /// <summary>Writes where to find a new secret, because the table does not show it.</summary>
    private protected void WriteSecretLocation(bool isNew)
    {
        if (isNew)
        {
            WriteHost(
                "The secret is in the property Secret of the output, as a SecureString. The service does not return it again. "
                + "To read it: ConvertFrom-SecureString -AsPlainText");
        }
    }

    /// <summary>Writes a warning for each unknown event. The service may support it.</summary>
    private protected void WarnOfUnknown(string[] events)
    {
        foreach (var name in events)
        {
            if (!WebhookEventCompleter.IsKnown(name))
            {
                WriteWarning($"'{name}' is not a known event. It is sent unchanged.");
            }
        }
    }
}
