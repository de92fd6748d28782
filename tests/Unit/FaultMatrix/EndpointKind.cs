namespace VocaFuse.Unit.FaultMatrix;

/// <summary>The kind of an endpoint's request. Retries depend on it.</summary>
internal enum EndpointKind
{
    /// <summary>Reads. It is always safe to retry.</summary>
    Read,

    /// <summary>Changes or deletes. It is idempotent.</summary>
    Change,

    /// <summary>Creates. A retry could create twice.</summary>
    Create,
}
