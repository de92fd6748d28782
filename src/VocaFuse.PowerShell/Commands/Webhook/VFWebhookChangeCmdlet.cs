using System.Management.Automation;
using System.Security;

namespace VocaFuse.PowerShell;

/// <summary>The base of the cmdlets that make a webhook and change one.</summary>
public abstract class VFWebhookChangeCmdlet : VFConnectedCmdlet
{
    private protected const string SecretSet = "Secret";
    private protected const string GenerateSet = "GenerateSecret";

    /// <summary>The secret that deliveries are signed with.</summary>
    [Parameter(ParameterSetName = SecretSet)]
    [SecureInput]
    [ValidateSecret]
    public SecureString? Secret { get; set; }

    /// <summary>Makes up a secret that nobody can guess. The Secret property of the result holds it.</summary>
    [Parameter(ParameterSetName = GenerateSet, Mandatory = true)]
    public SwitchParameter GenerateSecret { get; set; }

    private protected SecureString? ChosenSecret => GenerateSecret ? WebhookSecret.Generate() : Secret;

    /// <summary>Lets events pass that this module does not know; the service may.</summary>
    private protected void WarnOfUnknown(string[] events)
    {
        foreach (var name in events)
        {
            if (!WebhookEventCompleter.IsKnown(name))
            {
                WriteWarning($"'{name}' is no event that this module knows. It is sent as it stands.");
            }
        }
    }
}
