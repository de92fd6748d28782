using System.Runtime.CompilerServices;

namespace VocaFuse.Unit.Shape;

/// <summary>The walls of the house: who may know whom (docs/architecture.md).</summary>
public sealed class LayeringTests
{
    /// <summary>What the core client keeps to itself, so that the cmdlets cannot come to depend on it.</summary>
    private static readonly string[] CoreAffairs = ["System.Net.Http", "System.Text.Json", "Microsoft.IdentityModel"];

    private static readonly AssemblyShape Loader = AssemblyShape.Read(Repository.Built("VocaFuse.Loader"));
    private static readonly AssemblyShape Core = AssemblyShape.Read(typeof(VocaFuseClient).Assembly.Location);
    private static readonly AssemblyShape Cmdlets = AssemblyShape.Read(Repository.Built("VocaFuse.PowerShell"));

    [Fact]
    public void The_loader_knows_nobody() => Assert.DoesNotContain(Loader.References, IsNotInBox);

    [Fact]
    public void The_core_client_knows_no_PowerShell() =>
        Assert.Empty(Core.References.Where(IsNotInBox).Except(["Microsoft.IdentityModel.JsonWebTokens", "Microsoft.IdentityModel.Tokens"]));

    [Fact]
    public void The_cmdlets_know_the_core_client_and_PowerShell() =>
        Assert.Equal(["System.Management.Automation", "VocaFuse.Core"], Cmdlets.References.Where(IsNotInBox).Order());

    [Fact]
    public void The_cmdlets_leave_the_core_clients_affairs_to_it() =>
        Assert.DoesNotContain(Cmdlets.ForeignTypes, type => CoreAffairs.Any(affair => type.StartsWith(affair + ".", StringComparison.Ordinal)));

    [Fact]
    public void The_core_clients_own_things_are_open_to_its_tests_and_benchmarks_alone() =>
        Assert.Equal(["VocaFuse.Micro", "VocaFuse.Unit"], Core.Attributes.Where(attribute => attribute.Type == typeof(InternalsVisibleToAttribute).FullName).Select(attribute => attribute.Arguments[0]).Order());

    [Fact]
    public void Public_types_live_in_one_namespace_each()
    {
        Assert.Equal(["VocaFuse"], Core.Types.Where(type => type.IsPublic && type.Namespace.Length > 0).Select(type => type.Namespace).Distinct());
        Assert.Equal(["VocaFuse.PowerShell"], Cmdlets.Types.Where(type => type.IsPublic && type.Namespace.Length > 0).Select(type => type.Namespace).Distinct());
        Assert.Equal(["VocaFuse.Loader"], Loader.Types.Where(type => type.IsPublic && type.Namespace.Length > 0).Select(type => type.Namespace).Distinct());
    }

    private static bool IsNotInBox(string assembly) => !File.Exists(Path.Combine(RuntimeEnvironmentFolder, assembly + ".dll"));

    private static string RuntimeEnvironmentFolder => System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory();
}
