using System.Reflection;
using System.Text.RegularExpressions;

namespace VocaFuse.Unit.Shape;

/// <summary>Public properties can be printed, logged and serialized, so they must not contain secrets as text.</summary>
public sealed partial class PublicSurfaceTests
{
    /// <summary>Types that protect a secret or cannot contain one.</summary>
    private static readonly string[] SafeTypes =
        ["System.Security.SecureString", "System.Management.Automation.PSCredential", "System.Net.ICredentials", "System.Boolean",
            "System.Management.Automation.SwitchParameter", "System.Threading.CancellationToken"];

    private static readonly Assembly Core = typeof(VocaFuseClient).Assembly;

    public static TheoryData<string> Assemblies => ["VocaFuse.Core", "VocaFuse.PowerShell", "VocaFuse.Loader"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_public_property_contains_a_secret_as_text(string assembly)
    {
        var path = assembly == "VocaFuse.Core" ? Core.Location : Repository.Built(assembly);
        var unsafeProperties =
            from type in AssemblyShape.Read(path).Types
            where type.IsPublic
            from property in type.Properties
            where property.IsPublic && SecretName().IsMatch(property.Name) && !SafeTypes.Contains(property.Type)
            select $"{type.Name}.{property.Name}: {property.Type}";

        Assert.Empty(unsafeProperties);
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
    public void Names_of_secrets_are_recognized(string name, bool isSecret) => Assert.Equal(isSecret, SecretName().IsMatch(name));

    [Fact]
    public void Every_public_exception_derives_from_VocaFuseException()
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
            AssemblyShape.Read(Repository.Built("VocaFuse.PowerShell")).Types,
            type => type.IsPublic && type.BaseType.EndsWith("Exception", StringComparison.Ordinal));
    }

    [Fact]
    public void Public_objects_are_immutable()
    {
        var mutableProperties = Core.GetExportedTypes()
            .Where(type => !type.IsAssignableTo(typeof(Exception)))
            .SelectMany(type => type.GetProperties())
            .Where(property => property.SetMethod is { IsPublic: true } setter && !setter.ReturnParameter
                .GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)))
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}");

        Assert.Empty(mutableProperties);
    }

    [Fact]
    public void Public_types_are_sealed_or_abstract() => Assert.Empty(Core.GetExportedTypes()
        .Where(type => type is { IsSealed: false, IsAbstract: false } && type != typeof(VocaFuseException))
        .Select(type => type.Name));

    [Fact]
    public void Every_asynchronous_method_has_the_suffix_Async_and_accepts_a_cancellation_token() =>
        Assert.Empty(Core.GetExportedTypes()
            .SelectMany(type =>
                type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal) != IsAsynchronous(method.ReturnType)
                || (IsAsynchronous(method.ReturnType) && method.Name != "DisposeAsync"
                    && method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}"));

    private static bool IsAsynchronous(Type type) =>
        type.IsAssignableTo(typeof(Task)) || type == typeof(ValueTask)
        || type.GetInterfaces().Append(type).Where(kind => kind.IsGenericType).Select(kind => kind.GetGenericTypeDefinition())
            .Any(definition => definition == typeof(ValueTask<>) || definition == typeof(IAsyncEnumerable<>));

    [GeneratedRegex("(?:Secret|Token|Jwt|Password|Credentials?|PresignedUr[il]|Authorization)s?$")]
    private static partial Regex SecretName();
}
