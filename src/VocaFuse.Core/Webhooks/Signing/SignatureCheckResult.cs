namespace VocaFuse;

/// <summary>What became of checking a delivery's signature.</summary>
public enum SignatureCheckResult
{
    /// <summary>The signature is one that only a holder of the secret can make, and its time is within bounds.</summary>
    Verified,

    /// <summary>The delivery carries no signature.</summary>
    SignatureMissing,

    /// <summary>No signature of the delivery belongs to this body, time, delivery id and secret.</summary>
    SignatureWrong,

    /// <summary>The signature is right, but its time lies too far back or ahead, or is no number of seconds.</summary>
    TimestampOutOfBounds,
}
