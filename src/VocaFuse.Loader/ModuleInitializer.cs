using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace VocaFuse.Loader;

/// <summary>
/// Loads the client, so that the cmdlets can find it. PowerShell calls it after it has loaded this assembly, the first nested module of
/// the manifest, and before it loads the second one, VocaFuse.PowerShell.dll.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    private static readonly string BinFolder = Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!;
    private static readonly Lazy<Assembly> Core = new(LoadCore);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The process runs another version of the module.</exception>
    public void OnImport()
    {
        // The default load context can contain only one assembly of a name, and the cmdlets of the first version stay in it. The name
        // of this assembly contains the version, so that a second version is loaded as well and can report the conflict.
        var cmdlets = AssemblyLoadContext.Default.Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == "VocaFuse.PowerShell");
        if (cmdlets is not null && Path.GetDirectoryName(cmdlets.Location) is { } other && other != BinFolder)
        {
            throw new InvalidOperationException(
                $"This process already runs VocaFuse from '{Path.GetDirectoryName(other)}'. "
                + $"Start a new PowerShell to use the copy in '{Path.GetDirectoryName(BinFolder)}'.");
        }

        _ = Core.Value;
    }

    private static Assembly LoadCore()
    {
        var core = new ModuleContext(Path.Combine(BinFolder, "private")).LoadFromAssemblyName(new AssemblyName("VocaFuse.Core"));
        AssemblyLoadContext.Default.Resolving += (_, name) => name.Name == "VocaFuse.Core" ? core : null;

        // In scripts, [VocaFuse.VoiceNote] finds types of the default load context, and type accelerators (about_Classes).
        var add = typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators")!.GetMethod("Add")!
            .CreateDelegate<Action<string, Type>>();
        foreach (var type in core.GetExportedTypes())
        {
            add(type.FullName!, type);
        }

        return core;
    }
}
