using System.Reflection;
using System.Runtime.Loader;

namespace VocaFuse.Loader;

/// <summary>
/// The load context of the client and its dependencies. It isolates them from another module's version of the same library.
/// </summary>
internal sealed class ModuleContext(string folder) : AssemblyLoadContext("VocaFuse")
{
    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
