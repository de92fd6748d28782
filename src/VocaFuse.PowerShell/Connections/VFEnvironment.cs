namespace VocaFuse.PowerShell;

/// <summary>The environment of an API key.</summary>
public enum VFEnvironment
{
    /// <summary>A key for real data, <c>sk_live_…</c> or of another kind.</summary>
    Live,

    /// <summary>A key for test data, <c>sk_test_…</c>.</summary>
    Test,
}
