using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace VocaFuse.Sandbox.Hosting;

/// <summary>Creates a self-signed certificate, which no client trusts.</summary>
internal static class ServerCertificate
{
    public static X509Certificate2 Create(bool expired)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=VocaFuse sandbox", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        var end = DateTimeOffset.UtcNow.AddDays(expired ? -1 : 30);
        using var certificate = request.CreateSelfSigned(end.AddDays(-60), end);

        // Windows serves TLS only with a key that was imported.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }
}
