using System.Globalization;
using System.Net;
using VocaFuse.Transport;
using VocaFuse.Unit.Support;
using static VocaFuse.Unit.Support.ScriptedHandler;

namespace VocaFuse.Unit.RateLimiting;

/// <summary>Retry-After replaces the client's own delay, up to a maximum.</summary>
public sealed class RetryAfterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Retry_After_in_seconds_is_the_delay(int status)
    {
        var (clock, failure) = await GetAsync(status, "17");

        Assert.Null(failure);
        Assert.Equal([TimeSpan.FromSeconds(17)], clock.Delays);
    }

    [Fact]
    public async Task Retry_After_as_a_date_is_the_delay_until_then()
    {
        var clock = new TestClock();

        var (_, failure) = await GetAsync(429, (clock.GetUtcNow() + TimeSpan.FromSeconds(42)).ToString("R", CultureInfo.InvariantCulture),
            clock);

        Assert.Null(failure);
        Assert.Equal([TimeSpan.FromSeconds(42)], clock.Delays);
    }

    [Theory]
    [InlineData("Mon, 06 Oct 2025 12:00:00 GMT")]
    [InlineData("Sun, 05 Oct 2025 07:08:09 GMT")]
    [InlineData("Fri, 01 Jan 2038 00:00:00 GMT")]
    public async Task Retry_After_as_a_date_is_relative_to_the_Date_header(string date)
    {
        var clock = new TestClock();

        var (_, failure) = await GetAsync(429,
            (DateTimeOffset.Parse(date, CultureInfo.InvariantCulture) + TimeSpan.FromSeconds(42)).ToString("R",
            CultureInfo.InvariantCulture), clock, ("Date", date));

        Assert.Null(failure);
        Assert.Equal([TimeSpan.FromSeconds(42)], clock.Delays);
    }

    /// <summary>Otherwise all attempts would be made without a delay.</summary>
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Retry_After_0_is_replaced_by_the_own_delay(int status)
    {
        var clock = new TestClock();
        using var client = Clients.Scripted(
            new ScriptedHandler(Respond((HttpStatusCode)status, Samples.Error, "application/json", ("Retry-After", "0"))), clock);

        await Assert.ThrowsAnyAsync<VocaFuseException>(() => client.GetAccountAsync(Token));

        // The last 429 pauses the connection too.
        Assert.Equal(status == 429 ? 4 : 3, clock.Delays.Count(static delay => delay > TimeSpan.Zero));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Mon, 06 Oct 2025 11:00:00 GMT")]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("99999999999999999999")]
    [InlineData("1.5")]
    [InlineData("")]
    public async Task An_invalid_Retry_After_is_replaced_by_the_own_delay(string retryAfter)
    {
        var (clock, failure) = await GetAsync(429, retryAfter);

        Assert.Null(failure);
        Assert.InRange(Assert.Single(clock.Delays), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("300", 300)]
    [InlineData("301", null)]
    [InlineData("3600", null)]
    [InlineData("Mon, 06 Oct 2025 12:05:01 GMT", null)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", null)]
    public async Task Retry_After_above_five_minutes_fails_immediately(string retryAfter, int? waited)
    {
        var (clock, failure) = await GetAsync(429, retryAfter);

        Assert.Equal(waited is null ? [] : [TimeSpan.FromSeconds(waited.Value)], clock.Delays);
        if (waited is null)
        {
            var limit = Assert.IsType<VocaFuseRateLimitException>(failure);
            Assert.True(limit.RetryAfter > TimeSpan.FromMinutes(5));
            Assert.Equal(1, limit.Attempts);
        }
    }

    [Theory]
    [InlineData("300", 300)]
    [InlineData("301", null)]
    public async Task Retry_After_of_a_failure_is_respected_up_to_five_minutes(string retryAfter, int? waited)
    {
        var (clock, failure) = await GetAsync(503, retryAfter);

        Assert.Equal(waited is null ? [] : [TimeSpan.FromSeconds(waited.Value)], clock.Delays);
        Assert.Equal(waited is null ? 1 : null, failure?.Attempts);
    }

    [Fact]
    public void A_pause_without_Retry_After_differs_from_the_delay_by_up_to_half()
    {
        var pauses = Enumerable.Range(0, 500).Select(_ => RetryPolicy.PauseLength(TimeSpan.FromSeconds(4), 2).TotalSeconds).ToList();

        Assert.All(pauses, pause => Assert.InRange(pause, 4, 12));
        Assert.Contains(pauses, pause => pause < 5);
        Assert.Contains(pauses, pause => pause > 11);
    }

    [Fact]
    public async Task The_exception_contains_Retry_After()
    {
        using var client = Clients.Scripted(
            new ScriptedHandler(Respond(HttpStatusCode.TooManyRequests, Samples.Error, "application/json", ("Retry-After", "9"))),
            retries: 1);

        var failure = await Assert.ThrowsAsync<VocaFuseRateLimitException>(() => client.GetAccountAsync(Token));

        Assert.Equal(TimeSpan.FromSeconds(9), failure.RetryAfter);
    }

    private static async Task<(TestClock Clock, VocaFuseException? Failure)> GetAsync(int status, string retryAfter,
        TestClock? clock = null, params (string Name, string Value)[] headers)
    {
        clock ??= new TestClock();
        using var client = Clients.Scripted(
            new ScriptedHandler(Respond((HttpStatusCode)status, Samples.Error, "application/json",
                [("Retry-After", retryAfter), .. headers]), Ok(Samples.Account)), clock);
        return (clock, await Record.ExceptionAsync(() => client.GetAccountAsync(Token)) as VocaFuseException);
    }
}
