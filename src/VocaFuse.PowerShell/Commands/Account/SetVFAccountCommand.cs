using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Changes the account of the key. Omitted parameters change nothing.</summary>
[Cmdlet(VerbsCommon.Set, "VFAccount", SupportsShouldProcess = true, HelpUri = HelpLink.Folder + "Set-VFAccount.md")]
[OutputType(typeof(Account))]
public sealed class SetVFAccountCommand : VFConnectedCmdlet
{
    /// <summary>The name of the account.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The language of transcriptions of notes without a language of their own, such as en-US.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DefaultLanguage { get; set; }

    /// <summary>The address of the account's own notifications.</summary>
    [Parameter]
    [ValidateWebAddress]
    public Uri? WebhookUrl { get; set; }

    /// <summary>Whether the service sends notifications.</summary>
    [Parameter]
    [ValidateNotNull]
    public bool? NotificationsEnabled { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var change = new AccountChange
        {
            Name = Name,
            DefaultLanguage = DefaultLanguage,
            WebhookUrl = WebhookUrl?.OriginalString,
            NotificationsEnabled = NotificationsEnabled,
        };
        if (change == new AccountChange())
        {
            ThrowTerminatingError(VFErrors.NothingToChange.Record(null, "-Name, -DefaultLanguage, -WebhookUrl and -NotificationsEnabled"));
        }

        var key = Client.MaskedApiKey;
        if (ShouldProcess($"The account of {key}", "Change the account"))
        {
            WriteResponse(stop => Client.UpdateAccountAsync(change, stop), null);
        }
    }
}
