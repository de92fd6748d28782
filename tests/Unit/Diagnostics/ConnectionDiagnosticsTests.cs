using VocaFuse.Sandbox;
using VocaFuse.Unit.Support;
using static VocaFuse.ConnectionCheckStatus;

namespace VocaFuse.Unit.Diagnostics;

public sealed class ConnectionDiagnosticsTests
{
    private static readonly string[] Names =
    [
        "Proxy", "NameResolution", "TcpConnection", "TlsCertificate", "Credentials", "Clock", "ReadVoiceNotes", "ApiNames",
        "ReadWebhooks", "ReadAccount", "ReadApiKeys", "Latency", "RateLimit",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SandboxFamily.VoiceNotes, "the names of voicenotes")]
    [InlineData(SandboxFamily.Recordings, "the names of recordings")]
    public async Task Every_check_of_a_good_connection_passes(SandboxFamily family, string names)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Family = family });
        sandbox.SetRateLimit(1000);
        using var client = Clients.Create(sandbox, clock: new TestClock { FollowsSystemTime = true }, apiNames: ApiNames.Auto);

        var checks = await RunAsync(client);

        Assert.Equal(Names, checks.Keys);
        string[] skipped = ["NameResolution", "TlsCertificate"];
        Assert.All(checks.Values, check => Assert.Equal(skipped.Contains(check.Name) ? Skipped : Passed, check.Status));
        Assert.All(checks.Values, check => Assert.Null(check.Recommendation));
        Assert.Contains(names, checks["ApiNames"].Detail, StringComparison.Ordinal);
        Assert.Contains("X-RateLimit-Limit: 1000", checks["RateLimit"].Detail, StringComparison.Ordinal);
        Assert.Contains("10 times GET /account: median ", checks["Latency"].Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(sandbox.Log, request => request.Method != "GET");
    }

    [Theory]
    [InlineData(SandboxFamily.VoiceNotes, "/voicenotes")]
    [InlineData(SandboxFamily.Recordings, "/recordings")]
    public async Task A_key_without_scopes_causes_warnings(SandboxFamily family, string route)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Family = family });
        using var client = new VocaFuseClient(new(sandbox.ReadOnlyApiKey, sandbox.ReadOnlyApiSecret) { BaseAddress = sandbox.BaseAddress });

        var checks = await RunAsync(client);

        Assert.Equal(Passed, checks["Credentials"].Status);
        Assert.Equal(Passed, checks["ReadVoiceNotes"].Status);
        Assert.All((string[])["ReadWebhooks", "ReadAccount", "ReadApiKeys"], name => Assert.Equal(Warning, checks[name].Status));
        Assert.Contains("webhooks:read", checks["ReadWebhooks"].Recommendation, StringComparison.Ordinal);
        Assert.Contains($"GET {route}:", checks["Latency"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_scope_for_voice_notes_is_not_a_missing_family()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        sandbox.Faults.Add(new Fault { Path = "/voicenotes*", Kind = FaultKind.Status, Status = 403, Count = -1 });
        using var client = Clients.Create(sandbox, apiNames: ApiNames.Auto);

        var checks = await RunAsync(client);

        Assert.Equal(Warning, checks["ReadVoiceNotes"].Status);
        Assert.Contains("voicenotes:read", checks["ReadVoiceNotes"].Recommendation, StringComparison.Ordinal);
        Assert.Equal(Skipped, checks["ApiNames"].Status);
        Assert.Equal(Passed, checks["Latency"].Status);
    }

    [Fact]
    public async Task A_rejected_key_skips_the_checks_that_depend_on_it()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var client = new VocaFuseClient(new(sandbox.ApiKey, "wrong-s3cr3t-value") { BaseAddress = sandbox.BaseAddress });

        var checks = await RunAsync(client);

        Assert.Equal(Failed, checks["Credentials"].Status);
        Assert.Contains("belong together", checks["Credentials"].Recommendation, StringComparison.Ordinal);
        Assert.Equal(Passed, checks["Clock"].Status);
        Assert.All(Names[6..12], name => Assert.Equal(Skipped, checks[name].Status));
        Assert.All(Names[6..12], name => Assert.Equal("The check Credentials failed.", checks[name].Detail));
        Assert.DoesNotContain(checks.Values, check => $"{check.Detail}{check.Recommendation}".Contains("s3cr3t", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_host_skips_all_later_checks()
    {
        using var client = new VocaFuseClient(new(Clients.Key, Clients.Secret) { BaseAddress = new Uri("https://voca.invalid/v1") });

        var checks = await RunAsync(client);

        Assert.Equal(Failed, checks["NameResolution"].Status);
        Assert.Contains("Could not resolve host 'voca.invalid'", checks["NameResolution"].Detail, StringComparison.Ordinal);
        Assert.All(Names[2..], name => Assert.Equal(Skipped, checks[name].Status));
    }

    [Fact]
    public async Task A_refused_port_is_reported()
    {
        var address = new Uri($"http://127.0.0.1:{WebhookReceiverFixture.FreePort()}/v1");
        using var client = new VocaFuseClient(new(Clients.Key, Clients.Secret) { BaseAddress = address });

        var checks = await RunAsync(client);

        Assert.Equal(Failed, checks["TcpConnection"].Status);
        Assert.Equal($"Could not connect to '{address.Authority}': connection refused.", checks["TcpConnection"].Detail);
        Assert.All(Names[3..], name => Assert.Equal(Skipped, checks[name].Status));
    }

    [Theory]
    [InlineData(true, "expired on ")]
    [InlineData(false, "is not trusted: ")]
    public async Task The_key_is_not_sent_over_a_connection_with_an_invalid_certificate(bool isExpired, string detail)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Https = true, ExpiredCertificate = isExpired });
        using var client = Clients.Create(sandbox);

        var checks = await RunAsync(client);

        Assert.Equal(Failed, checks["TlsCertificate"].Status);
        Assert.Contains(detail, checks["TlsCertificate"].Detail, StringComparison.Ordinal);
        Assert.Equal(Skipped, checks["Credentials"].Status);
        Assert.Empty(sandbox.Log);
    }

    [Fact]
    public async Task A_server_without_TLS_fails_the_certificate_check()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var address = new Uri($"https://{sandbox.Origin.Authority}/v1");
        using var client = new VocaFuseClient(new(Clients.Key, Clients.Secret) { BaseAddress = address });

        var checks = await RunAsync(client);

        Assert.Equal(Failed, checks["TlsCertificate"].Status);
        Assert.Contains("no TLS handshake", checks["TlsCertificate"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_HTML_fails_the_credentials()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        sandbox.Faults.Add(new Fault { Kind = FaultKind.Html, Status = 200, Count = -1 });
        using var client = Clients.Create(sandbox);

        var checks = await RunAsync(client);

        Assert.Equal(Failed, checks["Credentials"].Status);
        Assert.Contains("<html>", checks["Credentials"].Detail, StringComparison.Ordinal);
        Assert.Contains("proxy", checks["Credentials"].Recommendation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, Passed, "The clock of this machine ")]
    [InlineData(-100, Warning, "behind that of the service")]
    [InlineData(100, Warning, "ahead of that of the service")]
    [InlineData(400, Failed, "ahead of that of the service")]
    public async Task The_clock_is_compared_with_that_of_the_service(int seconds, ConnectionCheckStatus status, string detail)
    {
        await using var sandbox = await SandboxHost.StartAsync();
        using var client = Clients.Create(sandbox, clock: new ShiftedClock(TimeSpan.FromSeconds(seconds)));

        var check = (await RunAsync(client))["Clock"];

        Assert.Equal(status, check.Status);
        Assert.Contains(detail, check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_used_up_rate_limit_is_a_warning()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        sandbox.SetRateLimit(0);
        using var client = new VocaFuseClient(
            new(sandbox.ApiKey, sandbox.ApiSecret) { BaseAddress = sandbox.BaseAddress, MaximumRetryCount = 0 });

        var checks = await RunAsync(client);

        Assert.Equal(Failed, checks["Credentials"].Status);
        Assert.Equal(Warning, checks["RateLimit"].Status);
        Assert.Contains("X-RateLimit-Remaining: 0", checks["RateLimit"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_observer_of_the_client_receives_the_requests_and_only_requested_content()
    {
        await using var sandbox = await SandboxHost.StartAsync();
        var events = new RecordedRequestEvents();
        using var client = Clients.Create(sandbox, observer: events);

        await RunAsync(client);

        Assert.Equal(sandbox.Log.Count, events.All.OfType<RequestEnded>().Count());
        Assert.Empty(events.All.OfType<RequestContent>());
    }

    private static async Task<Dictionary<string, ConnectionCheck>> RunAsync(VocaFuseClient client) =>
        (await new ConnectionDiagnostics(client).RunAsync(Token).ToListAsync()).ToDictionary(check => check.Name);

    private sealed class ShiftedClock(TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
    }
}
