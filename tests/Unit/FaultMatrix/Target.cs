namespace VocaFuse.Unit.FaultMatrix;

/// <summary>The target of a request.</summary>
internal enum Target
{
    Service,
    NoName,
    ClosedPort,
    ExpiredCertificate,
}
