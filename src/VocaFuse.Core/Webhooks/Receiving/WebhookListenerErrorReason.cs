namespace VocaFuse;

/// <summary>Why a <see cref="WebhookListener"/> cannot listen.</summary>
public enum WebhookListenerErrorReason
{
    /// <summary>Something else listens there.</summary>
    PortInUse,

    /// <summary>The system does not allow it to this user.</summary>
    AccessDenied,

    /// <summary>The address is none of this machine's, or none at all.</summary>
    AddressUnusable,

    /// <summary>The system's HTTP server stopped while listening.</summary>
    Broken,
}
