namespace VocaFuse.PowerShell;

/// <summary>A connection to VocaFuse. It has its address and its masked key, but no property for the key or its secret.</summary>
public sealed class VFConnection
{
    private readonly VocaFuseClient? client;

    internal VFConnection(string name, VocaFuseClient client)
    {
        Name = name;
        this.client = client;
    }

    private VFConnection(string name, string problem)
    {
        Name = name;
        Problem = problem;
    }

    /// <summary>Gets the name that -Connection accepts.</summary>
    public string Name { get; }

    /// <summary>Gets the environment of the key: Live or Test.</summary>
    public VFEnvironment Environment => client is { IsTest: true } ? VFEnvironment.Test : VFEnvironment.Live;

    /// <summary>Gets the base address of every request.</summary>
    public Uri? BaseUri => client?.BaseAddress;

    /// <summary>Gets the family of names that the service uses for voice notes; Auto until it was found.</summary>
    public ApiNames ApiNames => client?.ApiNames ?? ApiNames.Auto;

    /// <summary>Gets the masked key.</summary>
    public string ApiKey => client?.MaskedApiKey ?? "";

    /// <summary>Gets the name of the account; null if the key may not read it, or if it was not checked.</summary>
    public string? Account { get; internal init; }

    /// <summary>Gets whether cmdlets of this runspace use this connection by default.</summary>
    public bool IsCurrent => ConnectionStore.IsCurrent(this);

    internal VocaFuseClient Client => client ?? throw new InvalidOperationException(Problem);

    internal bool IsClosed { get; private set; }

    /// <summary>Gets the reason why this is only a placeholder; null for a connection.</summary>
    internal string? Problem { get; }

    /// <summary>Finds a connection of the current runspace by its name. PowerShell calls this to convert an argument.</summary>
    /// <param name="name">The name, in any letter case.</param>
    /// <returns>
    /// The connection. For an unknown name, a placeholder that makes the command fail: PowerShell drops a value of
    /// $PSDefaultParameterValues that fails to convert, and the command would use the current connection.
    /// </returns>
    public static VFConnection Parse(string name) =>
        ConnectionStore.ForCurrentRunspace().Find(name) ?? Unusable(name, $"There is no connection named '{name}' in this session.");

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;

    /// <summary>Creates a placeholder that makes the command fail.</summary>
    internal static VFConnection Unusable(string name, string problem) => new(name, problem);

    internal void Close()
    {
        IsClosed = true;
        client?.Dispose();
    }
}
