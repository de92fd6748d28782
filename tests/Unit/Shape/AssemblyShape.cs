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
        Types = [.. reader.TypeDefinitions.Select(handle => TypeShape.Read(reader, reader.GetTypeDefinition(handle)))];
        Attributes = AttributeShape.Read(reader, reader.GetAssemblyDefinition().GetCustomAttributes());
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
