using System.Reflection;
using System.Text.RegularExpressions;

namespace VocaFuse.Unit.Shape;

/// <summary>What is public can be printed, logged and serialized by anybody. So no secret may be in it as text.</summary>
public sealed partial class PublicSurfaceTests
{
    /// <summary>Types in which a secret is safe, or that cannot hold one.</summary>
    private static readonly string[] SafeTypes =
        ["System.Security.SecureString", "System.Management.Automation.PSCredential", "System.Boolean",
            "System.Management.Automation.SwitchParameter", "System.Threading.CancellationToken"];

    private static readonly Assembly Core = typeof(VocaFuseClient).Assembly;

    public static TheoryData<string> Assemblies => ["VocaFuse.Core", "VocaFuse.PowerShell", "VocaFuse.Loader"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_public_property_holds_a_secret_as_text(string assembly)
    {
        var path = assembly == "VocaFuse.Core" ? Core.Location : Repository.Built(assembly);
        var open = AssemblyShape.Read(path).Types
            .Where(type => type.IsPublic)
            .SelectMany(
                type => type.Properties.Where(
                    property => property.IsPublic && SecretName().IsMatch(property.Name) && !SafeTypes.Contains(property.Type))
                        .Select(property => $"{type.Name}.{property.Name}: {property.Type}"));

        Assert.Empty(open);
    }

    [Theory]
    [InlineData("Secret", true)]
    [InlineData("ApiSecret", true)]
    [InlineData("WebhookSecret", true)]
    [InlineData("Password", true)]
    [InlineData("IdToken", true)]
    [InlineData("Jwt", true)]
    [InlineData("PresignedUrl", true)]
    [InlineData("TokenType", false)]
    [InlineData("MaskedApiKey", false)]
    [InlineData("SecretName", false)]
    public void The_names_of_secrets_are_known(string name, bool isSecret) => Assert.Equal(isSecret, SecretName().IsMatch(name));

    [Fact]
    public void Every_public_exception_is_one_of_the_family()
    {
        var exceptions = Core.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(Exception))).ToList();

        Assert.Contains(typeof(VocaFuseException), exceptions);
        Assert.All(exceptions, type =>
        {
            Assert.True(type.IsAssignableTo(typeof(VocaFuseException)));
            Assert.StartsWith("VocaFuse", type.Name, StringComparison.Ordinal);
            Assert.True(type.IsSealed || type == typeof(VocaFuseException));
            Assert.Empty(type.GetConstructors());
        });
        Assert.DoesNotContain(
            AssemblyShape.Read(Repository.Built("VocaFuse.PowerShell")).Types, type =>
                type.IsPublic && type.BaseType.EndsWith("Exception", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_service_sent_cannot_be_changed_from_outside()
    {
        var open = Core.GetExportedTypes()
            .Where(type => !type.IsAssignableTo(typeof(Exception)))
            .SelectMany(type => type.GetProperties())
            .Where(property =>
                property.SetMethod is { IsPublic: true } setter
                    && !setter.ReturnParameter.GetRequiredCustomModifiers()
                        .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)))
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}");

        Assert.Empty(open);
    }

    [Fact]
    public void Public_types_are_sealed_or_abstract() =>
        Assert.Empty(
            Core.GetExportedTypes().Where(type => type is { IsSealed: false, IsAbstract: false } && type != typeof(VocaFuseException))
                .Select(type => type.Name));

    /// <summary>Every asynchronous call can be cancelled, and is called what it is.</summary>
    [Fact]
    public void Every_asynchronous_method_takes_a_cancellation_token() =>
        Assert.Empty(Core.GetExportedTypes()
            .SelectMany(
                type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal) != IsAsynchronous(method.ReturnType)
                || (IsAsynchronous(method.ReturnType) && method.Name != "DisposeAsync"
                    && method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}"));

    private static bool IsAsynchronous(Type type) =>
        type.IsAssignableTo(typeof(Task)) || type == typeof(ValueTask)
        || type.GetInterfaces().Append(type)
            .Any(kind =>
                kind.IsGenericType
                    && (kind.GetGenericTypeDefinition() == typeof(ValueTask<>)
                        || kind.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    [GeneratedRegex("(?:Secret|Token|Jwt|Password|Credentials?|PresignedUr[il]|Authorization)s?$")]
    private static partial Regex SecretName();
}
