namespace VocaFuse.PowerShell;

/// <summary>Accepts a name, or an object with a Name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NameTransformationAttribute()
    : PropertyValueTransformationAttribute(new PropertyReader("a name", ["Name"]), isId: false);
