using System.Reflection;
using PublicApiGenerator;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Shape;

/// <summary>
/// Compares every public type and member with the approved text in the folder Approved, so that a change of the surface
/// is visible in a review. tests/Pester/Surface.Tests.ps1 does the same for the syntax of the cmdlets.
/// </summary>
public sealed class ApprovedSurfaceTests
{
    [Theory]
    [InlineData("VocaFuse.Core")]
    [InlineData("VocaFuse.PowerShell")]
    public void The_public_surface_is_the_approved_one(string assembly)
    {
        var approvedFile = Path.Combine(Repository.Root, "tests/Unit/Shape/Approved", assembly + ".txt");
        var surface = SurfaceOf(Repository.Built(assembly));
        if (Environment.GetEnvironmentVariable("VOCAFUSE_APPROVE") is { Length: > 0 })
        {
            File.WriteAllText(approvedFile, surface);
        }

        var approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile).ReplaceLineEndings("\n") : "";
        var difference = LineDiff.Compute(approved, surface);
        Assert.True(
            difference.Length == 0,
            $"The public surface of {assembly} changed. To accept the change: ./build.ps1 -Task Approve\n{difference}");
    }

    [Fact]
    public void A_difference_shows_the_changed_members_below_their_type()
    {
        const string Before = "class A\n{\n    int X;\n    int Y;\n}\nclass B\n{\n    int X;\n}\n";
        const string After = "class A\n{\n    int X;\n}\nclass B\n{\n    long X;\n    int Z;\n}\n";

        Assert.Equal("", LineDiff.Compute(Before, Before));
        Assert.Equal("  class A\n-     int Y;\n  class B\n-     int X;\n+     long X;\n+     int Z;", LineDiff.Compute(Before, After));
    }

    private static string SurfaceOf(string path)
    {
        // Attributes for parameter binding are part of the approved syntax of the cmdlets; those for JSON are not public contract.
        var excluded = AssemblyShape.Read(path).ForeignTypes
            .Where(name =>
                name.StartsWith("System.Management.Automation.", StringComparison.Ordinal)
                    || name.StartsWith("System.Text.Json.", StringComparison.Ordinal))
            .Where(name => name.EndsWith("Attribute", StringComparison.Ordinal));
        var options = new ApiGeneratorOptions { IncludeAssemblyAttributes = false, TreatRecordsAsClasses = false,
            ExcludeAttributes = [.. excluded] };
        return Assembly.LoadFrom(path).GeneratePublicApi(options).ReplaceLineEndings("\n") + "\n";
    }
}
