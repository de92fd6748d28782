namespace VocaFuse;

/// <summary>The reason why a <see cref="WebhookListener"/> cannot listen.</summary>
public enum WebhookListenerErrorReason
{
    /// <summary>The port is in use.</summary>
    PortInUse,

    /// <summary>This user may not listen on the address or port.</summary>
    AccessDenied,

    /// <summary>The address is malformed, or this machine does not have it.</summary>
    AddressUnusable,

    /// <summary>The certificate has no private key, or cannot be used for TLS.</summary>
    CertificateUnusable,

    /// <summary>The listener can no longer accept connections.</summary>
    Broken,
}
