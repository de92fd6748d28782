using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Changes a webhook. Omitted parameters change nothing.</summary>
[Cmdlet(VerbsCommon.Set, "VFWebhook", SupportsShouldProcess = true, DefaultParameterSetName = SecretSet,
    HelpUri = HelpLink.Folder + "Set-VFWebhook.md")]
[OutputType(typeof(Webhook))]
public sealed class SetVFWebhookCommand : VFWebhookChangeCmdlet
{
    /// <summary>The webhook, or its ID.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [WebhookIdTransformation]
    [ArgumentCompleter(typeof(WebhookIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string WebhookId { get; set; } = "";

    /// <summary>The new address that events are posted to.</summary>
    [Parameter]
    [ValidateWebAddress]
    public Uri? Url { get; set; }

    /// <summary>The events to subscribe to; they replace the current ones.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(WebhookEventCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Event { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Url is null && Event is null && Secret is null && !GenerateSecret)
        {
            ThrowTerminatingError(VFErrors.NothingToChange.CreateRecord(null, "-Url, -Event, -Secret and -GenerateSecret"));
        }

        WarnOfUnknown(Event ?? []);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string?[] changes =
        [
            Url is null ? null : $"URL {Url.OriginalString}",
            Event is null ? null : $"events {string.Join(", ", Event)}",
            GenerateSecret ? "a new random secret" : Secret is null ? null : "another secret",
        ];
        if (ShouldProcess(WebhookId, $"Change the webhook: {string.Join("; ", changes.OfType<string>())}"))
        {
            var isChanged = WriteResponse(
                cancellationToken => Client.UpdateWebhookAsync(
                    WebhookId, Url?.OriginalString, Event, ChosenSecret, cancellationToken),
                WebhookId);
            WriteSecretLocation(isChanged && GenerateSecret);
        }
    }
}
