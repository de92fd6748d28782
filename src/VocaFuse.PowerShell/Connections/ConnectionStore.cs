using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace VocaFuse.PowerShell;

/// <summary>The connections of one runspace.</summary>
internal sealed class ConnectionStore
{
    // Weak keys: the connections are released with their runspace.
    private static readonly ConditionalWeakTable<Runspace, ConnectionStore> Stores = new();

    private readonly List<VFConnection> connections = [];

    /// <summary>Gets all connections, the newest last.</summary>
    public IReadOnlyList<VFConnection> All => connections;

    /// <summary>Gets the default connection: the newest.</summary>
    public VFConnection? Current => connections.Count == 0 ? null : connections[^1];

    public static ConnectionStore ForCurrentRunspace() => Stores.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>Returns true for the current connection of this runspace; false on a thread without a runspace.</summary>
    public static bool IsCurrent(VFConnection connection) =>
        Runspace.DefaultRunspace is { } runspace && Stores.TryGetValue(runspace, out var store)
            && ReferenceEquals(store.Current, connection);

    /// <summary>Removes the secrets of all connections from a text.</summary>
    public string Redact(string text) => connections.Aggregate(text, static (redacted, connection) => connection.Client.Redact(redacted));

    public VFConnection? Find(string name) =>
        connections.Find(connection => string.Equals(connection.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Adds a connection and makes it the current one. A connection of the same name is removed but not closed, because a
    /// script may still use it.
    /// </summary>
    public void Add(VFConnection connection)
    {
        connections.RemoveAll(other => string.Equals(other.Name, connection.Name, StringComparison.OrdinalIgnoreCase));
        connections.Add(connection);
    }

    /// <summary>Makes a connection of this runspace the current one.</summary>
    public void Select(VFConnection connection)
    {
        connections.Remove(connection);
        connections.Add(connection);
    }

    public void Remove(VFConnection connection) => connections.Remove(connection);
}
