namespace VocaFuse.Naming;

/// <summary>The names that a connection's service uses, which are found with the first requests.</summary>
/// <param name="configured">The configured family; Auto to find it.</param>
internal sealed class ApiNameResolver(ApiNames configured)
{
    private volatile ApiNames found = configured;

    /// <summary>Held while a request detects the family, so that concurrent requests wait for the result.</summary>
    public SemaphoreSlim Lock { get; } = new(1, 1);

    /// <summary>True once the service has rejected the status <c>completed</c>, which some versions call <c>transcribed</c>.</summary>
    public bool RejectsCompleted { get; set; }

    /// <summary>The family in use; Auto until it was found.</summary>
    public ApiNames Found => found;

    /// <summary>The family for the next request.</summary>
    public ApiNames Current => found == ApiNames.Recordings ? ApiNames.Recordings : ApiNames.VoiceNotes;

    /// <summary>Keeps the family for the connection. The first call decides.</summary>
    public void Settle(ApiNames names) => found = found == ApiNames.Auto ? names : found;
}
