using System.Reflection;
using System.Reflection.Metadata;

namespace VocaFuse.Unit.Shape;

internal sealed record PropertyShape(string Name, string Type, bool IsPublic, IReadOnlyList<AttributeShape> Attributes)
{
    public static PropertyShape Read(MetadataReader reader, PropertyDefinition property)
    {
        var getter = property.GetAccessors().Getter;
        var isPublic = !getter.IsNil
            && (reader.GetMethodDefinition(getter).Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;
        return new PropertyShape(
            reader.GetString(property.Name),
            property.DecodeSignature(TypeNames.Instance, null).ReturnType,
            isPublic,
            AttributeShape.Read(reader, property.GetCustomAttributes()));
    }
}
