using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace VocaFuse.PowerShell;

/// <summary>The connections of one runspace. Two runspaces of a process know nothing of each other's.</summary>
internal sealed class ConnectionStore
{
    // Keyed weakly: the connections go when their runspace goes.
    private static readonly ConditionalWeakTable<Runspace, ConnectionStore> Stores = new();

    private readonly List<VFConnection> connections = [];

    /// <summary>All of them, the newest last.</summary>
    public IReadOnlyList<VFConnection> All => connections;

    /// <summary>The one used where none is given: the newest.</summary>
    public VFConnection? Current => connections.Count == 0 ? null : connections[^1];

    public static ConnectionStore OfThisRunspace() => Stores.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>True for the current connection of this runspace; false on a thread that belongs to none.</summary>
    public static bool IsCurrent(VFConnection connection) =>
        Runspace.DefaultRunspace is { } runspace && Stores.TryGetValue(runspace, out var store) && ReferenceEquals(store.Current, connection);

    public VFConnection? Find(string name) => connections.Find(connection => string.Equals(connection.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Adds a connection and makes it the current one. One of the same name gives way; it is not closed, as a script may
    /// still hold it.
    /// </summary>
    public void Add(VFConnection connection)
    {
        if (Find(connection.Name) is { } former)
        {
            connections.Remove(former);
        }

        connections.Add(connection);
    }

    public void Remove(VFConnection connection) => connections.Remove(connection);
}
