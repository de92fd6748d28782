using System.Text;
using Xunit;

namespace VocaFuse.Unit.Webhooks.Signing;

public sealed class WebhookSignatureTests
{
    private const string Secret = "whsec_test_5f0c";
    private const string Body = """{"event":"voicenote.transcribed","timestamp":1703001600,"voicenote":{"id":"rec_1","identity":"user_é"}}""";
    private const string Bare = "f2ed91fcba9aa38913fcad1b2b419f16c1d87bd7d8d6ec06d1cd744a532ad9cb";
    private const string Timed = "24b5eddf3cc0c137de44bc02c864500cadb1faac17bbaea7be3cc744c35941d2";
    private const string Full = "3a70fdcc44fac9945249dcd1a2924277e98990017ca36e51aa51163e229c68fe";
    private const string OfNothing = "2b61e581e7ba57c788fe77a69d5418ffe99299401d6f0f2becfd64116be5d8a4";
    private const string Timestamp = "1703001600";
    private const string DeliveryId = "del_42";

    private static readonly DateTimeOffset Sent = DateTimeOffset.FromUnixTimeSeconds(1703001600);

    [Theory]
    [InlineData(Body, null, null, Bare)]
    [InlineData(Body, Timestamp, null, Timed)]
    [InlineData(Body, Timestamp, DeliveryId, Full)]
    [InlineData("", null, null, OfNothing)]
    public void Signs_and_verifies_the_published_vectors(string body, string? timestamp, string? deliveryId, string expected)
    {
        using var signature = At(Sent);
        Assert.Equal(expected, signature.Sign(Bytes(body), timestamp, deliveryId));
        Assert.True(signature.Verify(Bytes(body), expected, timestamp, deliveryId));
    }

    [Fact]
    public void A_delivery_id_without_a_timestamp_is_not_signed()
    {
        using var signature = At(Sent);
        Assert.Equal(Bare, signature.Sign(Bytes(Body), null, DeliveryId));
        Assert.Equal(Bare, signature.Sign(Bytes(Body), "", DeliveryId));
    }

    [Theory]
    [InlineData("sha256=" + Bare)]
    [InlineData("SHA256=" + Bare)]
    [InlineData("F2ED91FCBA9AA38913FCAD1B2B419F16C1D87BD7D8D6EC06D1CD744A532AD9CB")]
    [InlineData("sha256=F2ed91fcba9aa38913fcad1b2b419f16c1d87bd7d8d6ec06d1cd744a532ad9cB")]
    [InlineData("  " + Bare + " ")]
    [InlineData(Full + "," + Bare)]
    [InlineData("sha256=" + Full + ", sha256=" + Bare)]
    [InlineData(Bare + ",")]
    [InlineData("garbage,,sha256=," + Bare)]
    public void Accepts_every_spelling_of_a_correct_signature(string given) => Assert.True(At(Sent).Verify(Bytes(Body), given));

    [Theory]
    [InlineData(" ")]
    [InlineData("")]
    [InlineData(null)]
    public void A_missing_signature_has_its_own_result(string? given) =>
        Assert.Equal(SignatureCheckResult.SignatureMissing, At(Sent).Check(Bytes(Body), given));

    [Theory]
    [InlineData("nonsense")]
    [InlineData(",")]
    [InlineData("sha256=")]
    [InlineData("sha256=sha256=" + Bare)]
    [InlineData("sha1=" + Bare)]
    [InlineData(Bare + "00")]
    [InlineData("f2ed91fcba9aa38913fcad1b2b419f16c1d87bd7d8d6ec06d1cd744a532ad9c")]
    [InlineData("g2ed91fcba9aa38913fcad1b2b419f16c1d87bd7d8d6ec06d1cd744a532ad9cb")]
    [InlineData("ｆ2ed91fcba9aa38913fcad1b2b419f16c1d87bd7d8d6ec06d1cd744a532ad9cb")]
    [InlineData("f2ed91fcba9aa38913fcad1b2b419f16 c1d87bd7d8d6ec06d1cd744a532ad9cb")]
    [InlineData(Timed)]
    public void Garbage_is_a_wrong_signature(string given) =>
        Assert.Equal(SignatureCheckResult.SignatureWrong, At(Sent).Check(Bytes(Body), given));

    [Fact]
    public void A_signature_of_one_form_does_not_verify_in_another()
    {
        using var signature = At(Sent);
        Assert.False(signature.Verify(Bytes(Body), Bare, Timestamp));
        Assert.False(signature.Verify(Bytes(Body), Timed, Timestamp, DeliveryId));
        Assert.False(signature.Verify(Bytes(Body), Full, Timestamp));
        Assert.False(signature.Verify(Bytes(Body), Full));
    }

    [Theory]
    [InlineData(
        Bare, Timestamp, DeliveryId,
        "The signature is wrong: it is correct for the body alone, but with these headers timestamp.delivery ID.body must be signed.")]
    [InlineData(
        Bare, Timestamp, null,
        "The signature is wrong: it is correct for the body alone, but with these headers timestamp.body must be signed.")]
    [InlineData(
        "garbage, sha256="
            + Timed, Timestamp, DeliveryId,
                "The signature is wrong: it is correct for timestamp.body, but with these headers "
                    + "timestamp.delivery ID.body must be signed.")]
    [InlineData(Full, Timestamp, null, null)]
    [InlineData(Full, Timestamp, DeliveryId, null)]
    [InlineData(OfNothing, Timestamp, DeliveryId, null)]
    [InlineData(null, Timestamp, DeliveryId, null)]
    public void Explains_a_signature_of_another_form(string? given, string? timestamp, string? deliveryId, string? expected) =>
        Assert.Equal(expected, At(Sent).ExplainMismatch(Bytes(Body), given, timestamp, deliveryId));

    [Theory]
    [InlineData(Timestamp, "del_42." + Timestamp + ".", "delivery ID.timestamp.body")]
    [InlineData(null, "del_42.", "delivery ID.body")]
    public void Explains_a_signature_that_begins_with_the_delivery_id(string? timestamp, string prefix, string form)
    {
        using var signature = At(Sent);
        var given = signature.Sign(Bytes(prefix + Body));
        Assert.Contains(
            $"correct for {form}, but", signature.ExplainMismatch(Bytes(Body), given, timestamp, DeliveryId), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public void Does_not_explain_a_signature_with_headers_that_are_missing(string prefix)
    {
        using var signature = At(Sent);
        Assert.Null(signature.ExplainMismatch(Bytes(Body), signature.Sign(Bytes(prefix + Body))));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(299.9, true)]
    [InlineData(300, true)]
    [InlineData(300.1, false)]
    [InlineData(-300, true)]
    [InlineData(-300.1, false)]
    [InlineData(86400, false)]
    public void Accepts_a_timestamp_up_to_five_minutes_before_or_after(double secondsLater, bool isAccepted)
    {
        var result = At(Sent.AddSeconds(secondsLater)).Check(Bytes(Body), Timed, Timestamp);
        Assert.Equal(isAccepted ? SignatureCheckResult.Verified : SignatureCheckResult.TimestampOutOfBounds, result);
    }

    [Fact]
    public void The_maximum_age_can_be_changed_and_removed()
    {
        using var signature = At(Sent.AddHours(1));
        Assert.False(signature.Verify(Bytes(Body), Timed, Timestamp, maximumAge: TimeSpan.FromMinutes(59)));
        Assert.True(signature.Verify(Bytes(Body), Timed, Timestamp, maximumAge: TimeSpan.FromMinutes(60)));
        Assert.True(signature.Verify(Bytes(Body), Timed, Timestamp, maximumAge: TimeSpan.Zero));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1703001600")]
    [InlineData("+1703001600")]
    [InlineData(" 1703001600")]
    [InlineData("1703001600.5")]
    [InlineData("17030016001703001600")]
    [InlineData("9223372036854775807")]
    [InlineData("253402300800")]
    [InlineData("１７０３００１６００")]
    public void A_timestamp_that_is_not_a_number_of_seconds_is_out_of_bounds(string timestamp)
    {
        using var signature = At(Sent);
        var signed = signature.Sign(Bytes(Body), timestamp);
        Assert.Equal(SignatureCheckResult.TimestampOutOfBounds, signature.Check(Bytes(Body), signed, timestamp));
        Assert.Equal(SignatureCheckResult.Verified, signature.Check(Bytes(Body), signed, timestamp, maximumAge: TimeSpan.Zero));
    }

    [Fact]
    public void Long_headers_are_signed_completely()
    {
        using var signature = At(Sent);
        var id = new string('é', 5000);
        var signed = signature.Sign(Bytes(Body), Timestamp, id);
        Assert.Equal(signature.Sign(Bytes($"{Timestamp}.{id}.{Body}")), signed);
    }

    [Fact]
    public async Task Threads_can_share_an_instance()
    {
        using var signature = At(Sent);
        var results = new bool[64];
        await Parallel.ForAsync(0, results.Length, (i, _) =>
        {
            var body = Encoding.UTF8.GetBytes($"{i}" + new string('x', 2000));
            var isCorrect = true;
            for (var round = 0; round < 50; round++)
            {
                isCorrect &= signature.Verify(body, signature.Sign(body, Timestamp), Timestamp);
            }

            results[i] = isCorrect;
            return default;
        });
        Assert.DoesNotContain(false, results);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void A_missing_secret_is_an_error(string? secret) => Assert.ThrowsAny<ArgumentException>(() => new WebhookSignature(secret!));

    private static WebhookSignature At(DateTimeOffset now) => new(Secret, new FixedClock(now));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
