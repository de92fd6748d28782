namespace VocaFuse.PowerShell;

/// <summary>Accepts the ID of a user, or an object with a UserId.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UserIdTransformationAttribute() : PropertyValueTransformationAttribute(
    new PropertyReader("a user ID", ["UserId", "Identity"]), isId: false);
