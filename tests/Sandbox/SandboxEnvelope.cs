namespace VocaFuse.Sandbox;

/// <summary>The two known envelopes of responses.</summary>
public enum SandboxEnvelope
{
    /// <summary>Bare objects, and lists under their own name (the documented form).</summary>
    Bare,

    /// <summary>Objects and lists under <c>data</c>, with <c>pagination</c> and <c>meta</c> (the SDK form).</summary>
    Data,
}
