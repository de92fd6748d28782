using System.Reflection;
using System.Reflection.Metadata;

namespace VocaFuse.Unit.Shape;

internal sealed record TypeShape(
    string Namespace, string Name, string BaseType, TypeAttributes Flags, IReadOnlyList<AttributeShape> Attributes,
    IReadOnlyList<PropertyShape> Properties)
{
    public bool IsPublic => (Flags & TypeAttributes.VisibilityMask) is TypeAttributes.Public or TypeAttributes.NestedPublic;

    public bool IsSealed => Flags.HasFlag(TypeAttributes.Sealed);

    public static TypeShape Read(MetadataReader reader, TypeDefinition type) => new(
        reader.GetString(type.Namespace),
        reader.GetString(type.Name),
        type.BaseType.IsNil ? "" : TypeNames.Get(reader, type.BaseType),
        type.Attributes,
        AttributeShape.Read(reader, type.GetCustomAttributes()),
        [.. type.GetProperties().Select(handle => PropertyShape.Read(reader, reader.GetPropertyDefinition(handle)))]);

    public override string ToString() => Name;
}
