using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VocaFuse.Credentials;
using VocaFuse.Webhooks;

namespace VocaFuse;

/// <summary>Signs webhook deliveries with a webhook's secret, and verifies the signatures of received ones.</summary>
/// <remarks>
/// <para>A signature is an HMAC-SHA256 over <c>timestamp.delivery ID.body</c>, over <c>timestamp.body</c> if there is no delivery ID,
/// or over the raw body if there is no timestamp.</para>
/// <para>All methods are thread-safe.</para>
/// </remarks>
public sealed class WebhookSignature : IDisposable
{
    /// <summary>The name of the header that has the signature.</summary>
    public const string SignatureHeader = "X-VocaFuse-Signature";

    /// <summary>The name of the header that has the time of the delivery in Unix seconds.</summary>
    public const string TimestampHeader = "X-VocaFuse-Timestamp";

    /// <summary>The name of the header that has the ID of the delivery.</summary>
    public const string DeliveryIdHeader = "X-VocaFuse-Delivery-ID";

    private readonly byte[] key;
    private readonly TimeProvider clock;

    // Reused, because setting the key takes as long as hashing a small body. A concurrent call creates its own.
    private IncrementalHash? idle;

    /// <summary>Initializes an instance with the secret of a webhook.</summary>
    /// <param name="secret">The secret, <c>whsec_…</c>.</param>
    /// <param name="clock">The clock that timestamps are compared with; the system's by default.</param>
    /// <exception cref="ArgumentException">The secret is empty.</exception>
    public WebhookSignature(string secret, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        key = Encoding.UTF8.GetBytes(secret);
        this.clock = clock ?? TimeProvider.System;
    }

    /// <summary>Gets the default maximum distance of a timestamp from the current time.</summary>
    public static TimeSpan DefaultMaximumAge { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Signs a body.</summary>
    /// <param name="body">The raw body.</param>
    /// <param name="timestamp">The value of the timestamp header; null or empty if there is none.</param>
    /// <param name="deliveryId">The value of the delivery ID header; null or empty if there is none.</param>
    /// <returns>64 hexadecimal digits in lower case.</returns>
    public string Sign(ReadOnlySpan<byte> body, string? timestamp = null, string? deliveryId = null) =>
        Convert.ToHexString(Compute(body, SignedParts(timestamp, deliveryId))).ToLowerInvariant();

    /// <summary>Verifies the signature of a delivery. It never throws, whatever the values are.</summary>
    /// <param name="body">The raw body, not one that was parsed and serialized again.</param>
    /// <param name="signature">The value of the signature header. Of several signatures, separated by commas, one must be correct.</param>
    /// <param name="timestamp">The value of the timestamp header; null or empty if there is none.</param>
    /// <param name="deliveryId">The value of the delivery ID header; null or empty if there is none.</param>
    /// <param name="maximumAge">The maximum distance of the timestamp from the current time, before or after it;
    /// <see cref="DefaultMaximumAge"/> by default, zero for no maximum.</param>
    public bool Verify(
        ReadOnlySpan<byte> body, string? signature, string? timestamp = null, string? deliveryId = null, TimeSpan? maximumAge = null) =>
        Check(body, signature, timestamp, deliveryId, maximumAge) == SignatureCheckResult.Verified;

    /// <summary>Verifies the signature of a delivery like <see cref="Verify"/>, and returns the reason if it is rejected.</summary>
    /// <inheritdoc cref="Verify"/>
    public SignatureCheckResult Check(
        ReadOnlySpan<byte> body, string? signature, string? timestamp = null, string? deliveryId = null, TimeSpan? maximumAge = null)
    {
        if (string.IsNullOrWhiteSpace(signature))
        {
            return SignatureCheckResult.SignatureMissing;
        }

        if (!Matches(signature, body, SignedParts(timestamp, deliveryId)))
        {
            return SignatureCheckResult.SignatureWrong;
        }

        var maximum = maximumAge ?? DefaultMaximumAge;
        return maximum == TimeSpan.Zero || string.IsNullOrEmpty(timestamp) || IsWithin(timestamp, maximum)
            ? SignatureCheckResult.Verified
            : SignatureCheckResult.TimestampOutOfBounds;
    }

    /// <summary>Explains a wrong signature that is correct for another combination of body and headers.</summary>
    /// <returns>A sentence; null if the signature matches no combination, so that the secret or the body differs.</returns>
    /// <inheritdoc cref="Verify"/>
    public string? ExplainMismatch(ReadOnlySpan<byte> body, string? signature, string? timestamp = null, string? deliveryId = null)
    {
        var (time, id) = (timestamp ?? "", deliveryId ?? "");
        (string Form, string[] Parts)[] forms =
        [
            ("the body alone", []),
            ("timestamp.body", [time]),
            ("timestamp.delivery ID.body", [time, id]),
            ("delivery ID.body", [id]),
            ("delivery ID.timestamp.body", [id, time]),
        ];
        var expected = SignedParts(timestamp, deliveryId);
        var expectedForm = forms[expected.Length].Form;
        foreach (var (form, parts) in forms)
        {
            if (form != expectedForm && !parts.Contains("") && Matches(signature ?? "", body, parts))
            {
                return $"The signature is wrong: it is correct for {form}, but with these headers {expectedForm} must be signed.";
            }
        }

        return null;
    }

    /// <summary>Creates a redactor for the secret.</summary>
    internal Redactor CreateRedactor()
    {
        var secret = Encoding.UTF8.GetString(key);
        return new Redactor(secret, secret);
    }

    /// <summary>Releases the hash object.</summary>
    public void Dispose() => Interlocked.Exchange(ref idle, null)?.Dispose();

    /// <summary>Gets the headers that are signed in front of the body.</summary>
    private static string[] SignedParts(string? timestamp, string? deliveryId) =>
        string.IsNullOrEmpty(timestamp) ? []
        : string.IsNullOrEmpty(deliveryId) ? [timestamp]
        : [timestamp, deliveryId];

    private bool Matches(string signatures, ReadOnlySpan<byte> body, string[] parts)
    {
        var expected = Compute(body, parts);
        return SignatureHeaderParser.Parse(signatures).Any(given => CryptographicOperations.FixedTimeEquals(given, expected));
    }

    private bool IsWithin(string timestamp, TimeSpan maximum) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        && (clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= maximum;

    private byte[] Compute(ReadOnlySpan<byte> body, string[] parts)
    {
        var hash = Interlocked.Exchange(ref idle, null) ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part + "."));
        }

        hash.AppendData(body);
        var signature = hash.GetHashAndReset();
        Interlocked.Exchange(ref idle, hash)?.Dispose();
        return signature;
    }
}
