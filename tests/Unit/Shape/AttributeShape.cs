using System.Reflection.Metadata;

namespace VocaFuse.Unit.Shape;

internal sealed record AttributeShape(string Type, IReadOnlyList<object?> Arguments, IReadOnlyDictionary<string, object?> Settings)
{
    public static IReadOnlyList<AttributeShape> Read(MetadataReader reader, CustomAttributeHandleCollection attributes) =>
        [.. attributes.Select(handle => Read(reader, reader.GetCustomAttribute(handle)))];

    private static AttributeShape Read(MetadataReader reader, CustomAttribute attribute)
    {
        var type = attribute.Constructor.Kind == HandleKind.MemberReference
            ? TypeNames.Get(reader, reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent)
            : TypeNames.Get(reader, reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType());
        var value = attribute.DecodeValue(TypeNames.Instance);
        return new AttributeShape(
            type,
            [.. value.FixedArguments.Select(argument => argument.Value)],
            value.NamedArguments.ToDictionary(argument => argument.Name!, argument => argument.Value));
    }
}
