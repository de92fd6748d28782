using System.Net.Security;
using VocaFuse.Diagnostics;

namespace VocaFuse.Unit.Diagnostics;

public sealed class CertificateReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-30, 60.5, SslPolicyErrors.None, ConnectionCheckStatus.Passed, "valid until 2026-05-01: 60 days left")]
    [InlineData(-30, 14.01, SslPolicyErrors.None, ConnectionCheckStatus.Passed, "14 days left")]
    [InlineData(-30, 13.9, SslPolicyErrors.None, ConnectionCheckStatus.Warning, "13 days left")]
    [InlineData(-30, 1.5, SslPolicyErrors.None, ConnectionCheckStatus.Warning, "1 day left")]
    [InlineData(-30, -1, SslPolicyErrors.RemoteCertificateChainErrors, ConnectionCheckStatus.Failed, "expired on 2026-02-28")]
    [InlineData(2, 90, SslPolicyErrors.RemoteCertificateChainErrors, ConnectionCheckStatus.Failed, "not valid before 2026-03-03")]
    [InlineData(-30, 60, SslPolicyErrors.RemoteCertificateChainErrors, ConnectionCheckStatus.Failed, "is not trusted: no chain")]
    [InlineData(-30, 60, SslPolicyErrors.RemoteCertificateNameMismatch, ConnectionCheckStatus.Failed, "is for 'other.example' and not")]
    public void A_certificate_is_evaluated(
        double start, double end, SslPolicyErrors errors, ConnectionCheckStatus status, string detail)
    {
        var report = new CertificateReport(Now.AddDays(start), Now.AddDays(end), "An issuer", "'other.example'", errors, "no chain");

        var check = report.Evaluate("voca.example", Now, TimeSpan.FromMilliseconds(5));

        Assert.Equal(status, check.Status);
        Assert.Contains(detail, check.Detail, StringComparison.Ordinal);
        Assert.Equal(status == ConnectionCheckStatus.Passed, check.Recommendation is null);
    }
}
