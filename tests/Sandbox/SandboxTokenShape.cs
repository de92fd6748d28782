namespace VocaFuse.Sandbox;

/// <summary>The two known forms of the response to <c>POST /token</c>.</summary>
public enum SandboxTokenShape
{
    /// <summary>Under <c>data</c>, with scopes and tenant.</summary>
    Full,

    /// <summary><c>{"token","expires_in"}</c>.</summary>
    Minimal,
}
