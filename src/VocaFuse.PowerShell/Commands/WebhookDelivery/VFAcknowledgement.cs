namespace VocaFuse.PowerShell;

/// <summary>The time at which a delivery is acknowledged with 200.</summary>
public enum VFAcknowledgement
{
    /// <summary>When the event is received, just before it is written to the pipeline.</summary>
    Received,

    /// <summary>When the pipeline has processed the event. If the pipeline ends during the processing, the response is 503.</summary>
    Processed,
}
