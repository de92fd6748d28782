namespace VocaFuse.PowerShell;

/// <summary>Accepts the ID of a webhook, or an object that has one.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WebhookIdTransformationAttribute() : PropertyValueTransformationAttribute(
    new PropertyReader("a webhook or its ID", ["WebhookId"], [typeof(Webhook).FullName!]), isId: true);
