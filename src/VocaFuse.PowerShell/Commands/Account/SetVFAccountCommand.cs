using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Changes the account that the key belongs to. What is not given stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "VFAccount", SupportsShouldProcess = true, HelpUri = HelpLink.Folder + "Set-VFAccount.md")]
[OutputType(typeof(Account))]
public sealed class SetVFAccountCommand : VFConnectedCmdlet
{
    /// <summary>The account's name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The language transcriptions are made in where a note names none, such as en-US.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DefaultLanguage { get; set; }

    /// <summary>Where the account's own notifications go.</summary>
    [Parameter]
    [ValidateWebAddress]
    public Uri? WebhookUrl { get; set; }

    /// <summary>Whether the service sends notifications.</summary>
    [Parameter]
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
