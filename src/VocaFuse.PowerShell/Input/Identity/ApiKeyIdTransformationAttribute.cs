namespace VocaFuse.PowerShell;

/// <summary>Accepts the ID of an API key, or an object that has one.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ApiKeyIdTransformationAttribute() : PropertyValueTransformationAttribute(
    new PropertyReader("an API key or its ID", ["ApiKeyId"], [typeof(ApiKey).FullName!, typeof(VFNewApiKey).FullName!]), isId: true);
