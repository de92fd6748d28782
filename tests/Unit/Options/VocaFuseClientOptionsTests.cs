using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Options;

/// <summary>An invalid option throws an exception with its name when the client is created.</summary>
public sealed class VocaFuseClientOptionsTests
{
    [Theory]
    [InlineData("", Clients.Secret, "apiKey")]
    [InlineData("   ", Clients.Secret, "apiKey")]
    [InlineData("sk_test_a b", Clients.Secret, "apiKey")]
    [InlineData("sk_test_a\r\nX-Evil: 1", Clients.Secret, "apiKey")]
    [InlineData("sk_test_ä", Clients.Secret, "apiKey")]
    [InlineData(Clients.Key, "", "apiSecret")]
    [InlineData(Clients.Key, "\t", "apiSecret")]
    [InlineData(Clients.Key, "s3cr3t\n", "apiSecret")]
    public void Invalid_credentials_are_rejected(string key, string secret, string parameter)
    {
        var failure = Assert.Throws<ArgumentException>(parameter, () => new VocaFuseClientOptions(key, secret));
        Assert.False(secret.Length > 3 && failure.Message.Contains(secret.Trim(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://api.vocafuse.com/v1")]
    [InlineData("http://10.0.0.1/v1")]
    [InlineData("http://localhost.example/v1")]
    [InlineData("ftp://localhost/v1")]
    [InlineData("file:///v1")]
    [InlineData("https://user:password@api.vocafuse.com/v1")]
    [InlineData("https://api.vocafuse.com/v1?tenant=1")]
    [InlineData("https://api.vocafuse.com/v1#top")]
    public void An_insecure_base_address_is_rejected(string address) =>
        AssertRejected(new(Clients.Key, Clients.Secret) { BaseAddress = new Uri(address) }, "BaseAddress");

    [Fact]
    public void A_relative_base_address_is_rejected() =>
        AssertRejected(new(Clients.Key, Clients.Secret) { BaseAddress = new Uri("/v1", UriKind.Relative) }, "BaseAddress");

    [Theory]
    [InlineData("https://api.vocafuse.com")]
    [InlineData("https://proxy.example/voca/v1/")]
    [InlineData("http://localhost:8080/v1")]
    [InlineData("http://127.0.0.1:8080/v1")]
    [InlineData("http://[::1]:8080/v1")]
    public void A_configured_base_address_is_used(string address)
    {
        using var client = new VocaFuseClient(new(Clients.Key, Clients.Secret) { BaseAddress = new Uri(address) });
        Assert.Equal(new Uri(address), client.BaseAddress);
    }

    [Theory]
    [InlineData("sk_live_0123456789abcdef", "https://api.vocafuse.com/v1", false)]
    [InlineData("sk_test_0123456789abcdef", "https://test-api.vocafuse.com/v1", true)]
    [InlineData("whatever-0123456789", "https://api.vocafuse.com/v1", false)]
    public void The_key_determines_the_address(string key, string address, bool isTest)
    {
        using var client = new VocaFuseClient(new(key, Clients.Secret));
        Assert.Equal(new Uri(address), client.BaseAddress);
        Assert.Equal(isTest, client.IsTest);
    }

    public static TheoryData<double> UselessTimeouts =>
        [0, -1, -0.001, TimeSpan.FromDays(60).TotalSeconds, TimeSpan.MaxValue.TotalSeconds / 2];

    [Theory]
    [MemberData(nameof(UselessTimeouts))]
    public void A_timeout_out_of_range_is_rejected(double seconds) =>
        AssertRejected(new(Clients.Key, Clients.Secret) { Timeout = TimeSpan.FromSeconds(seconds) }, "Timeout");

    [Fact]
    public void A_negative_number_of_retries_is_rejected() =>
        AssertRejected(new(Clients.Key, Clients.Secret) { MaximumRetryCount = -1 }, "MaximumRetryCount");

    [Theory]
    [InlineData(-0.001)]
    [InlineData(100_000)]
    public void A_retry_delay_out_of_range_is_rejected(double seconds) =>
        AssertRejected(new(Clients.Key, Clients.Secret) { RetryDelay = TimeSpan.FromSeconds(seconds) }, "RetryDelay");

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("ümlaut")]
    public void A_user_agent_that_is_not_a_header_value_is_rejected(string userAgent) =>
        AssertRejected(new(Clients.Key, Clients.Secret) { UserAgent = userAgent }, "UserAgent");

    [Fact]
    public void The_maximum_values_are_accepted()
    {
        using var client = new VocaFuseClient(new(Clients.Key, Clients.Secret) { Timeout = TimeSpan.FromDays(1),
            MaximumRetryCount = int.MaxValue, RetryDelay = TimeSpan.FromHours(1) });
        Assert.Equal("sk_test_…cdef", client.MaskedApiKey);
    }

    [Theory]
    [InlineData("sk_test_0123456789abcdef", "sk_test_…cdef")]
    [InlineData("sk_live_short", "sk_live_…")]
    [InlineData("0123456789", "…")]
    [InlineData("0123456789abcdef", "…cdef")]
    [InlineData("sk_live_", "…")]
    [InlineData("sk_live_0123456789_abcdef", "sk_live_…cdef")]
    [InlineData("sk_test_abcd_efgh_ijkl_mnop", "sk_test_…mnop")]
    [InlineData("abcdefghijkl_mnopqrstuvwx", "…uvwx")]
    [InlineData("vf_0123456789_abcdef", "vf_…cdef")]
    [InlineData("vf_live_abcdefghijkl", "vf_live_…ijkl")]
    public void A_masked_key_shows_its_kind_and_its_end(string key, string masked)
    {
        using var client = new VocaFuseClient(new(key, Clients.Secret));
        Assert.Equal(masked, client.MaskedApiKey);
    }

    private static void AssertRejected(VocaFuseClientOptions options, string option)
    {
        var failure = Assert.Throws<ArgumentException>(() => new VocaFuseClient(options));
        Assert.Equal(option, failure.ParamName);
    }
}
