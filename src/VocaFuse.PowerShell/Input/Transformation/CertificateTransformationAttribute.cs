using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace VocaFuse.PowerShell;

/// <summary>
/// Accepts a certificate or its path in a certificate store, <c>Cert:\CurrentUser\My\THUMBPRINT</c>, on every system.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CertificateTransformationAttribute : ArgumentTransformationAttribute
{
    private const string Drive = "Cert:";

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData.Unwrap() is string path ? Find(path) : inputData;

    private static ArgumentTransformationMetadataException Error(string message, Exception? cause = null) =>
        new(ConnectionStore.ForCurrentRunspace().Redact(message), cause);

    private static X509Certificate2 Find(string path)
    {
        var parts = path.Replace('/', '\\').Split('\\', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [var drive, var location, var name, var thumbprint]
            || !drive.Equals(Drive, StringComparison.OrdinalIgnoreCase)
            || !Enum.TryParse<StoreLocation>(location, ignoreCase: true, out var storeLocation))
        {
            throw Error($"'{path}' is not a path in a certificate store, such as Cert:\\CurrentUser\\My\\THUMBPRINT.");
        }

        using var store = new X509Store(name, storeLocation);
        try
        {
            store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        }
        catch (CryptographicException failure)
        {
            throw Error($"The certificate store of '{path}' cannot be opened: {failure.Message}", failure);
        }

        return store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false).FirstOrDefault()
            ?? throw Error($"There is no certificate '{path}'.");
    }
}
