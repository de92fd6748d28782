namespace VocaFuse;

/// <summary>The result of checking the signature of a delivery.</summary>
public enum SignatureCheckResult
{
    /// <summary>The signature is correct, and its timestamp is recent.</summary>
    Verified,

    /// <summary>The delivery has no signature.</summary>
    SignatureMissing,

    /// <summary>The signature does not match the body, the timestamp, the delivery ID and the secret.</summary>
    SignatureWrong,

    /// <summary>The signature is correct, but its timestamp is too far from the current time, or not a number of seconds.</summary>
    TimestampOutOfBounds,
}
