using System.Reflection;
using System.Runtime.Loader;

namespace VocaFuse.Loader;

/// <summary>
/// The load context of the module. Everything the module brings is loaded here and nowhere else, so that another
/// module's version of the same library never meets it.
/// </summary>
public sealed class ModuleContext : AssemblyLoadContext
{
    private static readonly object Gate = new();
    private static ModuleContext? current;

    private readonly string moduleBase;
    private readonly string directory;

    private ModuleContext(string moduleBase)
        : base("VocaFuse")
    {
        this.moduleBase = moduleBase;
        directory = Path.Combine(moduleBase, "bin", "private");
    }

    /// <summary>
    /// Loads the assemblies that hold the module's public types, the cmdlets last: those of the given copy of the module
    /// where this process runs none yet, else those it runs.
    /// </summary>
    /// <remarks>Other versions of the module call this and <see cref="FormerCopy"/> too, so both stay as they are.</remarks>
    public static Assembly[] LoadModule(string moduleBase)
    {
        lock (Gate)
        {
            current ??= new ModuleContext(moduleBase);
            return [current.LoadFile("VocaFuse.Core"), current.LoadFile("VocaFuse.PowerShell")];
        }
    }

    /// <summary>The folder of the copy that this process runs where that is not the given one, else null.</summary>
    public static string? FormerCopy(string moduleBase) => current?.moduleBase == moduleBase ? null : current?.moduleBase;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        File.Exists(PathOf(assemblyName.Name!)) ? LoadFile(assemblyName.Name!) : null;

    private Assembly LoadFile(string name) => LoadFromAssemblyPath(PathOf(name));

    private string PathOf(string name) => Path.Combine(directory, name + ".dll");
}
