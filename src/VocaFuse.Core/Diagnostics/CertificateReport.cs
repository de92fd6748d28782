using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace VocaFuse.Diagnostics;

/// <summary>The properties of the service's certificate that a TLS handshake has shown.</summary>
/// <param name="NotBefore">The time from which it is valid.</param>
/// <param name="NotAfter">The time until which it is valid.</param>
/// <param name="Issuer">The name of its issuer.</param>
/// <param name="Names">The host names that it is valid for.</param>
/// <param name="Errors">The errors of the validation.</param>
/// <param name="ChainErrors">The errors of the chain, as text.</param>
internal sealed record CertificateReport(
    DateTimeOffset NotBefore, DateTimeOffset NotAfter, string Issuer, string Names, SslPolicyErrors Errors, string ChainErrors)
{
    /// <summary>A certificate that expires sooner causes a warning: services renew theirs earlier.</summary>
    private static readonly TimeSpan MinimumRemainingTime = TimeSpan.FromDays(14);

    public static CertificateReport? Create(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return null;
        }

        using var copy = new X509Certificate2(certificate);
        var statuses = chain?.ChainStatus.Select(static status => status.StatusInformation.Trim().TrimEnd('.')).Distinct() ?? [];
        return new CertificateReport(copy.NotBefore, copy.NotAfter, copy.GetNameInfo(X509NameType.SimpleName, forIssuer: true),
            NamesOf(copy), errors, string.Join("; ", statuses));
    }

    /// <summary>Evaluates the certificate.</summary>
    /// <param name="host">The host of the service.</param>
    /// <param name="now">The current time.</param>
    /// <param name="duration">The duration of the handshake.</param>
    public ConnectionCheck Evaluate(string host, DateTimeOffset now, TimeSpan duration)
    {
        if (now > NotAfter)
        {
            return ConnectionCheck.Failed($"The certificate of '{host}' expired on {Date(NotAfter)}.",
                $"Check the date of this machine. If it is correct, the operator of '{host}' has to renew the certificate.");
        }

        if (now < NotBefore)
        {
            return ConnectionCheck.Failed($"The certificate of '{host}' is not valid before {Date(NotBefore)}.",
                "Check the date of this machine.");
        }

        if (Errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return ConnectionCheck.Failed($"The certificate is for {Names} and not for '{host}'.",
                "Check the base address. A proxy that intercepts connections can be the cause too.");
        }

        if (Errors != SslPolicyErrors.None)
        {
            return ConnectionCheck.Failed($"The certificate of '{host}', issued by '{Issuer}', is not trusted: {ChainErrors}.",
                "If a proxy of your organization intercepts connections, install its root certificate. Otherwise do not use this address.");
        }

        var days = (int)(NotAfter - now).TotalDays;
        var detail = $"The certificate, issued by '{Issuer}', is valid until {Date(NotAfter)}: {days} {(days == 1 ? "day" : "days")} left.";
        return NotAfter - now < MinimumRemainingTime
            ? ConnectionCheck.Warning(detail, $"Ask the operator of '{host}' to renew the certificate.", duration)
            : ConnectionCheck.Passed(detail, duration);
    }

    private static string NamesOf(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(static extension => extension.EnumerateDnsNames()).Take(3).ToList();
        return names.Count > 0 ? string.Join(", ", names.Select(static name => $"'{name}'"))
            : $"'{certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)}'";
    }

    private static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
