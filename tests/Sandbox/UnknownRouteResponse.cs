namespace VocaFuse.Sandbox;

/// <summary>The three known responses to a request whose route does not exist.</summary>
public enum UnknownRouteResponse
{
    /// <summary>404 with the error body of the service.</summary>
    ErrorBody,

    /// <summary>404 with <c>{"message":"Not Found"}</c>.</summary>
    NotFound,

    /// <summary>403 with <c>{"message":"Missing Authentication Token"}</c>, as an API gateway sends it.</summary>
    MissingToken,
}
