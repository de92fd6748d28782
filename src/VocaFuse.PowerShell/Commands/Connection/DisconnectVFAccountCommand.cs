using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Closes a connection and removes its key from memory.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "VFAccount", DefaultParameterSetName = CurrentSet,
    HelpUri = HelpLink.Folder + "Disconnect-VFAccount.md")]
[OutputType(typeof(void))]
public sealed class DisconnectVFAccountCommand : VFCmdlet
{
    private const string CurrentSet = "Current";
    private const string ConnectionSet = "Connection";
    private const string AllSet = "All";

    /// <summary>The connection to close, or its name. The default is the current connection.</summary>
    [Parameter(ParameterSetName = ConnectionSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [Alias("Name")]
    public VFConnection? Connection { get; set; }

    /// <summary>Closes all connections of this session.</summary>
    [Parameter(ParameterSetName = AllSet, Mandatory = true)]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var store = ConnectionStore.ForCurrentRunspace();
        VFConnection?[] chosen = ParameterSetName switch
        {
            AllSet => [.. store.All],
            ConnectionSet => [Connection],
            _ => [store.Current],
        };
        foreach (var connection in chosen)
        {
            // A connection that another runspace has closed is still removed from this one.
            if (connection is not { IsClosed: true } && ConnectionResolver.FindError(connection) is { } error)
            {
                WriteError(error);
                continue;
            }

            store.Remove(connection!);
            connection!.Close();
        }
    }
}
