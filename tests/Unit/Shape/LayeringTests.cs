using System.Runtime.CompilerServices;

namespace VocaFuse.Unit.Shape;

/// <summary>Checks which project may reference which (docs/architecture.md).</summary>
public sealed class LayeringTests
{
    /// <summary>Namespaces that only Core uses, so that the cmdlets do not depend on them.</summary>
    private static readonly string[] CoreOnlyNamespaces = ["System.Net.Http", "System.Text.Json", "Polly", "Microsoft.IdentityModel"];

    private static readonly AssemblyShape Loader = AssemblyShape.Read(Repository.Built("VocaFuse.Loader"));
    private static readonly AssemblyShape Core = AssemblyShape.Read(typeof(VocaFuseClient).Assembly.Location);
    private static readonly AssemblyShape Cmdlets = AssemblyShape.Read(Repository.Built("VocaFuse.PowerShell"));

    [Fact]
    public void The_loader_references_only_PowerShell() =>
        Assert.Equal(["System.Management.Automation"], Loader.References.Where(IsNotInBox));

    [Fact]
    public void Core_does_not_reference_PowerShell() =>
        Assert.Empty(Core.References.Where(IsNotInBox)
            .Except(["Polly.Core", "Microsoft.IdentityModel.JsonWebTokens", "Microsoft.IdentityModel.Tokens"]));

    [Fact]
    public void The_cmdlets_reference_Core_and_PowerShell() =>
        Assert.Equal(["System.Management.Automation", "VocaFuse.Core"], Cmdlets.References.Where(IsNotInBox).Order());

    [Fact]
    public void The_cmdlets_use_no_namespace_that_is_reserved_for_Core() =>
        Assert.DoesNotContain(
            Cmdlets.ForeignTypes, type => CoreOnlyNamespaces.Any(name => type.StartsWith(name + ".", StringComparison.Ordinal)));

    [Fact]
    public void Internals_of_Core_are_visible_to_its_tests_and_benchmarks_only() =>
        Assert.Equal(
            ["VocaFuse.Micro", "VocaFuse.Unit"],
            Core.Attributes.Where(attribute => attribute.Type == typeof(InternalsVisibleToAttribute).FullName)
                .Select(attribute => attribute.Arguments[0]).Order());

    [Fact]
    public void The_public_types_of_an_assembly_are_in_one_namespace()
    {
        Assert.Equal(["VocaFuse"], PublicNamespaces(Core));
        Assert.Equal(["VocaFuse.PowerShell"], PublicNamespaces(Cmdlets));
        Assert.Equal(["VocaFuse.Loader"], PublicNamespaces(Loader));
    }

    private static IEnumerable<string> PublicNamespaces(AssemblyShape assembly) =>
        assembly.Types.Where(type => type.IsPublic && type.Namespace.Length > 0).Select(type => type.Namespace).Distinct();

    private static bool IsNotInBox(string assembly) => !File.Exists(Path.Combine(RuntimeEnvironmentFolder, assembly + ".dll"));

    private static string RuntimeEnvironmentFolder => System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory();
}
