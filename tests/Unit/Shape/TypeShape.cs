using System.Reflection;
using System.Reflection.Metadata;

namespace VocaFuse.Unit.Shape;

internal sealed record TypeShape(
    string Namespace, string Name, string BaseType, TypeAttributes Flags, IReadOnlyList<AttributeShape> Attributes,
    IReadOnlyList<PropertyShape> Properties)
{
    public bool IsPublic => (Flags & TypeAttributes.VisibilityMask) is TypeAttributes.Public or TypeAttributes.NestedPublic;

    public bool IsSealed => Flags.HasFlag(TypeAttributes.Sealed);

    public static TypeShape Of(MetadataReader reader, TypeDefinition type) => new(
        reader.GetString(type.Namespace),
        reader.GetString(type.Name),
        type.BaseType.IsNil ? "" : TypeNames.Of(reader, type.BaseType),
        type.Attributes,
        AttributeShape.Of(reader, type.GetCustomAttributes()),
        [.. type.GetProperties().Select(handle => PropertyShape.Of(reader, reader.GetPropertyDefinition(handle)))]);

    public override string ToString() => Name;
}
