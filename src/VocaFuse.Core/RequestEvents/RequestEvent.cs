namespace VocaFuse;

/// <summary>An event in the course of a request, reported to an <see cref="IRequestObserver"/>.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path with its query.</param>
/// <param name="Attempt">The number of the attempt, from 1.</param>
public abstract record RequestEvent(string Method, string Path, int Attempt);
