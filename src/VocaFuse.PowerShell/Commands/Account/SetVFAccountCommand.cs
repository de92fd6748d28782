using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Changes the account of the key. Omitted parameters change nothing.</summary>
[Cmdlet(VerbsCommon.Set, "VFAccount", SupportsShouldProcess = true, HelpUri = HelpLink.Folder + "Set-VFAccount.md")]
[OutputType(typeof(Account))]
public sealed class SetVFAccountCommand : VFConnectedCmdlet
{
    /// <summary>The name of the account.</summary>
    [Parameter]
    [NameTransformation]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The language of transcriptions of notes that do not specify a language, such as en-US.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DefaultLanguage { get; set; }

    /// <summary>The address of the account's own notifications.</summary>
    [Parameter]
    [ValidateWebAddress]
    public Uri? WebhookUrl { get; set; }

    /// <summary>Enables or disables notifications of the service.</summary>
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
            ThrowTerminatingError(VFErrors.NothingToChange.CreateRecord(
                null, "-Name, -DefaultLanguage, -WebhookUrl and -NotificationsEnabled"));
        }

        string?[] changes =
        [
            Name is null ? null : $"name '{Name}'",
            DefaultLanguage is null ? null : $"default language {DefaultLanguage}",
            WebhookUrl is null ? null : $"notifications to {WebhookUrl.OriginalString}",
            NotificationsEnabled is null ? null : $"notifications {(NotificationsEnabled.Value ? "on" : "off")}",
        ];
        var action = $"Change the account: {string.Join("; ", changes.OfType<string>())}";
        if (ShouldProcess($"The account of {Client.MaskedApiKey}", action))
        {
            WriteResponse(cancellationToken => Client.UpdateAccountAsync(change, cancellationToken), null);
        }
    }
}
