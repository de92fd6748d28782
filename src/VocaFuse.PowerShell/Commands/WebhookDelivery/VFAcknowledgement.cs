namespace VocaFuse.PowerShell;

/// <summary>The time at which a delivery is acknowledged with 200.</summary>
public enum VFAcknowledgement
{
    /// <summary>Acknowledges the event just before it is written to the pipeline.</summary>
    Received,

    /// <summary>Acknowledges the event after the pipeline has processed it. If the pipeline ends earlier, the response is 503.</summary>
    Processed,
}
