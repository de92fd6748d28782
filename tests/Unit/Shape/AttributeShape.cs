using System.Reflection.Metadata;

namespace VocaFuse.Unit.Shape;

internal sealed record AttributeShape(string Type, IReadOnlyList<object?> Arguments, IReadOnlyDictionary<string, object?> Settings)
{
    public static IReadOnlyList<AttributeShape> Of(MetadataReader reader, CustomAttributeHandleCollection attributes) =>
        [.. attributes.Select(handle => Of(reader, reader.GetCustomAttribute(handle)))];

    private static AttributeShape Of(MetadataReader reader, CustomAttribute attribute)
    {
        var type = attribute.Constructor.Kind == HandleKind.MemberReference
            ? TypeNames.Of(reader, reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent)
            : TypeNames.Of(reader, reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType());
        var value = attribute.DecodeValue(TypeNames.Instance);
        return new AttributeShape(
            type,
            [.. value.FixedArguments.Select(argument => argument.Value)],
            value.NamedArguments.ToDictionary(argument => argument.Name!, argument => argument.Value));
    }
}
