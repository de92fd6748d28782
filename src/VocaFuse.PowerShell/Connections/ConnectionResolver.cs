using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Finds the connection that a cmdlet uses.</summary>
internal static class ConnectionResolver
{
    /// <summary>Returns the specified connection or the current one. If it cannot be used, the command ends with an error.</summary>
    public static VFConnection Resolve(VFCmdlet cmdlet, VFConnection? given)
    {
        var connection = given ?? ConnectionStore.OfThisRunspace().Current;
        if (connection is null)
        {
            cmdlet.ThrowTerminatingError(VFErrors.NotConnected.Record(null));
        }

        if (connection!.Problem is { } problem)
        {
            cmdlet.ThrowTerminatingError(VFErrors.ConnectionNotFound.Record(connection.Name, problem));
        }

        if (connection.IsClosed)
        {
            cmdlet.ThrowTerminatingError(VFErrors.ConnectionClosed.Record(connection, connection.Name));
        }

        return connection;
    }
}
