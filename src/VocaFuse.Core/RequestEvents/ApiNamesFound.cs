namespace VocaFuse;

/// <summary>A response has shown which family of names the service uses.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path in the names of the family.</param>
/// <param name="Attempt">The number of the attempt, from 1.</param>
/// <param name="Names">The family.</param>
public sealed record ApiNamesFound(string Method, string Path, int Attempt, ApiNames Names)
    : RequestEvent(Method, Path, Attempt);
