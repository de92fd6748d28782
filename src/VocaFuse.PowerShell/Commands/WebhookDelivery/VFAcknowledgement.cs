namespace VocaFuse.PowerShell;

/// <summary>When the sender of a delivery is answered that it has arrived.</summary>
public enum VFAcknowledgement
{
    /// <summary>In the moment the event is handed to the pipeline.</summary>
    Handover,

    /// <summary>When the pipeline is through with it. Where the pipeline ends over it, its sender is told that it was not accepted.</summary>
    Output,
}
