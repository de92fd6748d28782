using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace VocaFuse.Unit.Shape;

/// <summary>The metadata of an assembly, read without loading it, because the cmdlets can be loaded in PowerShell only.</summary>
internal sealed class AssemblyShape
{
    private AssemblyShape(MetadataReader reader)
    {
        References = [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
        ForeignTypes = [.. reader.TypeReferences.Select(handle => TypeNames.Instance.GetTypeFromReference(reader, handle, 0))];
        Types = [.. reader.TypeDefinitions.Select(handle => TypeShape.Of(reader, reader.GetTypeDefinition(handle)))];
        Attributes = AttributeShape.Of(reader, reader.GetAssemblyDefinition().GetCustomAttributes());
    }

    /// <summary>The simple names of the referenced assemblies.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>The full names of all used types of other assemblies.</summary>
    public IReadOnlyList<string> ForeignTypes { get; }

    public IReadOnlyList<TypeShape> Types { get; }

    public IReadOnlyList<AttributeShape> Attributes { get; }

    public static AssemblyShape Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return new AssemblyShape(file.GetMetadataReader());
    }
}

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

internal sealed record PropertyShape(string Name, string Type, bool IsPublic, IReadOnlyList<AttributeShape> Attributes)
{
    public static PropertyShape Of(MetadataReader reader, PropertyDefinition property)
    {
        var getter = property.GetAccessors().Getter;
        var isPublic = !getter.IsNil
            && (reader.GetMethodDefinition(getter).Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;
        return new PropertyShape(
            reader.GetString(property.Name),
            property.DecodeSignature(TypeNames.Instance, null).ReturnType,
            isPublic,
            AttributeShape.Of(reader, property.GetCustomAttributes()));
    }
}

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
