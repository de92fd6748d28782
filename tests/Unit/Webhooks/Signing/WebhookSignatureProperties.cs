using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace VocaFuse.Unit.Webhooks.Signing;

/// <summary>Properties of every body and every secret.</summary>
public sealed class WebhookSignatureProperties
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true);

    [Fact]
    public void A_signed_body_verifies() => Check.One(Cases, Prop.ForAll((byte[] body, NonEmptyString secret, Headers headers) =>
    {
        using var signature = new WebhookSignature(secret.Get);
        var signed = signature.Sign(body, headers.Timestamp, headers.DeliveryId);
        return signature.Verify(body, signed, headers.Timestamp, headers.DeliveryId, TimeSpan.Zero);
    }));

    [Fact]
    public void A_flipped_bit_of_the_body_never_verifies() =>
        Check.One(Cases, Prop.ForAll((NonEmptyArray<byte> body, NonEmptyString secret, NonNegativeInt at) =>
    {
        using var signature = new WebhookSignature(secret.Get);
        var signed = signature.Sign(body.Get);
        return !signature.Verify(Flipped(body.Get, at.Get), signed);
    }));

    [Fact]
    public void A_flipped_bit_of_the_signature_never_verifies() =>
        Check.One(Cases, Prop.ForAll((byte[] body, NonEmptyString secret, NonNegativeInt at) =>
    {
        using var signature = new WebhookSignature(secret.Get);
        var signed = Convert.FromHexString(signature.Sign(body));
        return !signature.Verify(body, Convert.ToHexString(Flipped(signed, at.Get)));
    }));

    [Fact]
    public void Another_secret_never_verifies() => Check.One(Cases, Prop.ForAll((byte[] body, NonEmptyString secret) =>
    {
        using var signature = new WebhookSignature(secret.Get);
        using var other = new WebhookSignature(secret.Get + "x");
        return !other.Verify(body, signature.Sign(body));
    }));

    [Fact]
    public void No_header_causes_an_exception() => Check.One(Cases, Prop.ForAll((byte[] body, string? given, Headers headers) =>
    {
        using var signature = new WebhookSignature("whsec_any");
        return !signature.Verify(body, given, headers.Timestamp, headers.DeliveryId);
    }));

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        var flipped = (byte[])bytes.Clone();
        bit %= bytes.Length * 8;
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }

    /// <summary>Generates the other two headers, with any text or none.</summary>
    public sealed record Headers(string? Timestamp, string? DeliveryId);
}
