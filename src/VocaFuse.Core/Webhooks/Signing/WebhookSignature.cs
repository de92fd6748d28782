using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VocaFuse.Credentials;
using VocaFuse.Webhooks;

namespace VocaFuse;

/// <summary>Signs webhook deliveries with a webhook's secret, and checks the signatures of those that come in.</summary>
/// <remarks>
/// <para>HMAC-SHA256 over the raw body, over <c>timestamp.body</c>, or over <c>timestamp.delivery id.body</c>, by which of
/// the two are given. A delivery id without a timestamp is not part of what is signed.</para>
/// <para>All methods can be used from any thread.</para>
/// </remarks>
public sealed class WebhookSignature : IDisposable
{
    /// <summary>The header that carries the signature.</summary>
    public const string SignatureHeader = "X-VocaFuse-Signature";

    /// <summary>The header that carries the time of the delivery in Unix seconds.</summary>
    public const string TimestampHeader = "X-VocaFuse-Timestamp";

    /// <summary>The header that carries the id of the delivery.</summary>
    public const string DeliveryIdHeader = "X-VocaFuse-Delivery-ID";

    private readonly byte[] key;
    private readonly TimeProvider clock;

    // Keyed once and used again and again, which costs half of hashing with the key each time. A second thread that comes
    // meanwhile makes its own.
    private IncrementalHash? idle;

    /// <summary>Takes the secret of a webhook.</summary>
    /// <param name="secret">The secret, <c>whsec_…</c>.</param>
    /// <param name="clock">What the time of a delivery is compared with; the system's clock where left out.</param>
    /// <exception cref="ArgumentException">The secret is empty.</exception>
    public WebhookSignature(string secret, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        key = Encoding.UTF8.GetBytes(secret);
        this.clock = clock ?? TimeProvider.System;
    }

    /// <summary>How far the time of a delivery may lie from now, in the past or in the future, where nothing else is said.</summary>
    public static TimeSpan DefaultMaximumAge { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Signs a body.</summary>
    /// <param name="body">The raw body.</param>
    /// <param name="timestamp">The time in Unix seconds, as its header will carry it; null or empty for none.</param>
    /// <param name="deliveryId">The delivery's id; null or empty for none.</param>
    /// <returns>64 hex digits in lower case.</returns>
    public string Sign(ReadOnlySpan<byte> body, string? timestamp = null, string? deliveryId = null)
    {
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(body, timestamp, deliveryId, signature);
        return Convert.ToHexString(signature).ToLowerInvariant();
    }

    /// <summary>Tells whether a delivery is genuine. Whatever is given, the answer is true or false, never an exception.</summary>
    /// <param name="body">The raw body, not one that was parsed and written again.</param>
    /// <param name="signature">The signature header; several signatures are parted by commas, and one has to be right.</param>
    /// <param name="timestamp">The timestamp header; null or empty for none.</param>
    /// <param name="deliveryId">The delivery id header; null or empty for none.</param>
    /// <param name="maximumAge">How far the timestamp, where there is one, may lie from now, in the past or in the
    /// future. <see cref="DefaultMaximumAge"/> where left out; zero for any distance.</param>
    public bool Verify(ReadOnlySpan<byte> body, string? signature, string? timestamp = null, string? deliveryId = null, TimeSpan? maximumAge = null) =>
        Check(body, signature, timestamp, deliveryId, maximumAge) == SignatureCheckResult.Verified;

    /// <summary>Does what <see cref="Verify"/> does, and tells why a delivery is refused.</summary>
    /// <inheritdoc cref="Verify"/>
    public SignatureCheckResult Check(ReadOnlySpan<byte> body, string? signature, string? timestamp = null, string? deliveryId = null, TimeSpan? maximumAge = null)
    {
        if (string.IsNullOrWhiteSpace(signature))
        {
            return SignatureCheckResult.SignatureMissing;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(body, timestamp, deliveryId, expected);
        if (!IsAny(signature, expected))
        {
            return SignatureCheckResult.SignatureWrong;
        }

        var bound = maximumAge ?? DefaultMaximumAge;
        return bound == TimeSpan.Zero || string.IsNullOrEmpty(timestamp) || IsWithin(timestamp, bound)
            ? SignatureCheckResult.Verified
            : SignatureCheckResult.TimestampOutOfBounds;
    }

    /// <summary>Takes the secret out of what an endpoint says.</summary>
    internal Redactor MakeRedactor()
    {
        var secret = Encoding.UTF8.GetString(key);
        return new Redactor(secret, secret);
    }

    /// <summary>Gives up what the system keeps for hashing.</summary>
    public void Dispose() => Interlocked.Exchange(ref idle, null)?.Dispose();

    private static bool IsAny(ReadOnlySpan<char> signatures, ReadOnlySpan<byte> expected)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        while (true)
        {
            var comma = signatures.IndexOf(',');
            var one = comma < 0 ? signatures : signatures[..comma];
            if (SignatureHeaderParser.TryRead(one.Trim(), given) && CryptographicOperations.FixedTimeEquals(given, expected))
            {
                return true;
            }

            if (comma < 0)
            {
                return false;
            }

            signatures = signatures[(comma + 1)..];
        }
    }

    private bool IsWithin(string timestamp, TimeSpan bound) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        && (clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= bound;

    private void Compute(ReadOnlySpan<byte> body, string? timestamp, string? deliveryId, Span<byte> signature)
    {
        var hash = Interlocked.Exchange(ref idle, null) ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        if (!string.IsNullOrEmpty(timestamp))
        {
            AppendPart(hash, timestamp);
            if (!string.IsNullOrEmpty(deliveryId))
            {
                AppendPart(hash, deliveryId);
            }
        }

        hash.AppendData(body);
        hash.GetHashAndReset(signature);
        Interlocked.Exchange(ref idle, hash)?.Dispose();
    }

    private static void AppendPart(IncrementalHash hash, string part)
    {
        const int Short = 128;
        var length = Encoding.UTF8.GetMaxByteCount(part.Length) + 1;
        Span<byte> bytes = length <= Short ? stackalloc byte[Short] : new byte[length];
        var written = Encoding.UTF8.GetBytes(part, bytes);
        bytes[written] = (byte)'.';
        hash.AppendData(bytes[..(written + 1)]);
    }
}
