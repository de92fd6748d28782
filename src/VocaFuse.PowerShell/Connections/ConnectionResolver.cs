using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Finds the connection that a cmdlet uses.</summary>
internal static class ConnectionResolver
{
    /// <summary>Returns the specified connection or the current one. If it cannot be used, the command ends with an error.</summary>
    public static VFConnection Resolve(VFCmdlet cmdlet, VFConnection? given)
    {
        var connection = given ?? ConnectionStore.ForCurrentRunspace().Current;
        cmdlet.ThrowIf(FindError(connection));
        return connection!;
    }

    /// <summary>Returns the error of a connection that cannot be used; otherwise null.</summary>
    public static ErrorRecord? FindError(VFConnection? connection) => connection switch
    {
        null => VFErrors.NotConnected.CreateRecord(null),
        { Problem: { } problem } => VFErrors.ConnectionNotFound.CreateRecord(connection.Name, problem),
        { IsClosed: true } => VFErrors.ConnectionClosed.CreateRecord(connection, connection.Name),
        _ => null,
    };
}
