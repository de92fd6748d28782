namespace VocaFuse;

/// <summary>The reason why a <see cref="WebhookListener"/> cannot listen.</summary>
public enum WebhookListenerErrorReason
{
    /// <summary>The port is in use.</summary>
    PortInUse,

    /// <summary>The system does not allow this user to listen there.</summary>
    AccessDenied,

    /// <summary>The address is malformed, or this machine does not have it.</summary>
    AddressUnusable,

    /// <summary>The certificate has no private key, or cannot be used for TLS.</summary>
    CertificateUnusable,

    /// <summary>The system stopped accepting connections while listening.</summary>
    Broken,
}
