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

    private readonly string directory;

    private ModuleContext(string moduleBase)
        : base("VocaFuse")
    {
        ModuleBase = moduleBase;
        directory = Path.Combine(moduleBase, "bin", "private");
    }

    /// <summary>The folder of the module copy that this process runs. The first one to be imported stays.</summary>
    public string ModuleBase { get; }

    /// <summary>The context of this process, made for the given copy of the module where there is none yet.</summary>
    public static ModuleContext For(string moduleBase)
    {
        lock (Gate)
        {
            return current ??= new ModuleContext(moduleBase);
        }
    }

    /// <summary>The assemblies that hold the module's public types, the cmdlets last.</summary>
    public IReadOnlyList<Assembly> LoadModuleAssemblies() =>
        [LoadFromAssemblyName(new AssemblyName("VocaFuse.Core")), LoadFromAssemblyName(new AssemblyName("VocaFuse.PowerShell"))];

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var file = Path.Combine(directory, assemblyName.Name + ".dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }
}
