using System.Text.RegularExpressions;

namespace VocaFuse.Unit.Shape;

/// <summary>Checks conventions of all cmdlets with the built assembly and the manifest.</summary>
public sealed partial class CmdletShapeTests
{
    private const string Cmdlet = "System.Management.Automation.CmdletAttribute";
    private const string OutputType = "System.Management.Automation.OutputTypeAttribute";
    private const string Parameter = "System.Management.Automation.ParameterAttribute";
    private const int MaximumFileLength = 210;

    /// <summary>The output of Get-Verb in PowerShell 7.6.</summary>
    private static readonly HashSet<string> ApprovedVerbs = [.. """
        Add Approve Assert Backup Block Build Checkpoint Clear Close Compare Complete Compress Confirm Connect Convert
        ConvertFrom ConvertTo Copy Debug Deny Deploy Disable Disconnect Dismount Edit Enable Enter Exit Expand Export Find Format
        Get Grant Group Hide Import Initialize Install Invoke Join Limit Lock Measure Merge Mount Move New Open Optimize Out Ping
        Pop Protect Publish Push Read Receive Redo Register Remove Rename Repair Request Reset Resize Resolve Restart Restore
        Resume Revoke Save Search Select Send Set Show Skip Split Start Step Stop Submit Suspend Switch Sync Test Trace Unblock
        Undo Uninstall Unlock Unprotect Unpublish Unregister Update Use Wait Watch Write
        """.Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Verbs of cmdlets that change something on the service or on disk.</summary>
    private static readonly string[] ChangingVerbs = ["New", "Set", "Remove", "Send", "Export", "Save", "Clear", "Update", "Add", "Reset",
        "Revoke"];

    /// <summary>Cmdlets with such a verb that change nothing: they only return a new object.</summary>
    private static readonly string[] ChangesNothing = ["New-VFAccessToken", "New-VFWebhookSignature"];

    private static readonly AssemblyShape Assembly = AssemblyShape.Read(Repository.Built("VocaFuse.PowerShell"));

    private static readonly string Manifest = File.ReadAllText(Path.Combine(Repository.Root, "VocaFuse.psd1"));

    private static IReadOnlyList<TypeShape> Types =>
        [.. Assembly.Types.Where(type => type.Attributes.Any(attribute => attribute.Type == Cmdlet))];

    public static TheoryData<string> Names => [.. Types.Select(type => NameOf(type)).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_manifest_exports_exactly_the_existing_cmdlets_in_order()
    {
        var exported = Quoted().Matches(ExportList().Match(Manifest).Groups[1].Value).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(exported.Order(StringComparer.Ordinal), exported);
        Assert.Equal(Names.Select(row => row.Data), exported);
        Assert.NotEmpty(exported);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_is_a_sealed_public_class_named_after_it(string name)
    {
        var type = Find(name);

        Assert.True(type.IsPublic);
        Assert.True(type.IsSealed);
        Assert.Equal(name.Replace("-", "", StringComparison.Ordinal) + "Command", type.Name);
        Assert.Contains(name.Split('-')[0], ApprovedVerbs);
        Assert.StartsWith("VF", name.Split('-')[1], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_has_its_own_file_of_limited_length(string name)
    {
        var folder = Path.Combine(Repository.Root, "src/VocaFuse.PowerShell/Commands");
        var file = Assert.Single(Directory.GetFiles(folder, Find(name).Name + ".cs", SearchOption.AllDirectories));
        var lines = File.ReadAllLines(file);

        Assert.Single(lines, line => CmdletLine().IsMatch(line));
        Assert.InRange(lines.Length, 1, MaximumFileLength);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_declares_its_output_types(string name)
    {
        var outputs = Find(name).Attributes.Where(attribute => attribute.Type == OutputType).ToList();

        Assert.NotEmpty(outputs);
        Assert.DoesNotContain("System.Object", outputs.SelectMany(output => output.Arguments).OfType<string>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_that_changes_something_supports_ShouldProcess(string name)
    {
        var settings = Find(name).Attributes.Single(attribute => attribute.Type == Cmdlet).Settings;
        var verb = name.Split('-')[0];
        var supportsShouldProcess = settings.TryGetValue("SupportsShouldProcess", out var value) && (bool)value!;

        Assert.Equal(ChangingVerbs.Contains(verb) && !ChangesNothing.Contains(name), supportsShouldProcess);
        if (verb == "Remove")
        {
            // ConfirmImpact.High: a deletion cannot be undone, so it prompts by default.
            Assert.Equal(3, settings["ConfirmImpact"]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_that_calls_the_service_accepts_a_connection(string name)
    {
        var chain = Chain(Find(name)).ToList();
        Assert.Equal(["VFCmdlet", "VFRedactingCmdlet"], chain[^2..].Select(type => type.Name));
        var connection = chain.SelectMany(type => type.Properties)
            .FirstOrDefault(property => property.Name == "Connection" && IsParameter(property));
        // These do not use the current connection by the rules of the others.
        string[] exceptions = ["Disconnect-VFAccount", "Select-VFConnection", "Test-VFConnection"];
        Assert.Equal(chain.Any(type => type.Name == "VFConnectedCmdlet"), connection is not null && !exceptions.Contains(name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_id_parameter_accepts_pipeline_input_and_checks_its_type(string name)
    {
        foreach (var id in Parameters(name).Where(property => property.Name is "VoiceNoteId" or "WebhookId" or "ApiKeyId"))
        {
            var alias = Assert.Single(id.Attributes, attribute => attribute.Type == "System.Management.Automation.AliasAttribute");
            Assert.Contains("Id", Aliases(alias));
            Assert.Contains(id.Attributes, attribute => attribute.Type == Parameter && attribute.Settings.ContainsKey("ValueFromPipeline"));
            Assert.True(
                id.Type.StartsWith("VocaFuse.PowerShell.VoiceNoteIdentity", StringComparison.Ordinal)
                || id.Attributes.Any(attribute => attribute.Type.EndsWith("IdTransformationAttribute", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parameter_of_a_nullable_value_type_rejects_null(string name)
    {
        // A misspelled variable is null. It must not silently remove a filter or a limit.
        var nullable = Parameters(name).Where(property => property.Type.EndsWith('?'));

        Assert.All(nullable, property => Assert.Contains(
            property.Attributes, attribute => attribute.Type.Split('.')[^1].StartsWith("Validate", StringComparison.Ordinal)));
    }

    [Fact]
    public void Public_types_that_are_not_base_classes_are_sealed()
    {
        // The base classes of cmdlets and completers have to be public.
        var bases = Assembly.Types.Where(type => type.IsPublic).SelectMany(type => Chain(type).Skip(1)).Select(type => type.Name)
            .ToHashSet();
        var rest = Assembly.Types.Where(type => type.IsPublic && !bases.Contains(type.Name)).ToList();

        Assert.All(rest, type => Assert.True(type.IsSealed || type.BaseType is "System.Enum", $"{type.Name} is public and not sealed."));
    }

    private static string NameOf(TypeShape type)
    {
        var arguments = type.Attributes.Single(attribute => attribute.Type == Cmdlet).Arguments;
        return $"{arguments[0]}-{arguments[1]}";
    }

    private static TypeShape Find(string name) => Types.Single(type => NameOf(type) == name);

    /// <summary>Returns a class and its base classes in the module.</summary>
    private static IEnumerable<TypeShape> Chain(TypeShape? type)
    {
        for (; type is not null; type = Assembly.Types.SingleOrDefault(other => $"{other.Namespace}.{other.Name}" == type.BaseType))
        {
            yield return type;
        }
    }

    private static IEnumerable<PropertyShape> Parameters(string name) =>
        Chain(Find(name)).SelectMany(type => type.Properties).Where(IsParameter);

    private static bool IsParameter(PropertyShape property) => property.Attributes.Any(attribute => attribute.Type == Parameter);

    private static IEnumerable<object?> Aliases(AttributeShape alias) =>
        ((System.Collections.Immutable.ImmutableArray<System.Reflection.Metadata.CustomAttributeTypedArgument<string>>)alias.Arguments[0]!)
            .Select(argument => argument.Value);

    [GeneratedRegex(@"CmdletsToExport\s*=\s*@\(([^)]*)\)")]
    private static partial Regex ExportList();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\[Cmdlet\(")]
    private static partial Regex CmdletLine();
}
