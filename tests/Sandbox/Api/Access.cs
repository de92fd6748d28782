namespace VocaFuse.Sandbox.Api;

/// <summary>The authentication that a route requires.</summary>
internal enum Access
{
    /// <summary>The two key headers, with a scope.</summary>
    Key,

    /// <summary>A token made by <c>POST /token</c>, without the key headers.</summary>
    FrontEndToken,

    /// <summary>No authentication: control surface and presigned storage.</summary>
    Open,
}
