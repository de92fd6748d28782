using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Makes a connection of this session the current one.</summary>
[Cmdlet(VerbsCommon.Select, "VFConnection", HelpUri = HelpLink.Folder + "Select-VFConnection.md")]
[OutputType(typeof(VFConnection))]
public sealed class SelectVFConnectionCommand : VFCmdlet
{
    /// <summary>The connection, or its name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [Alias("Name")]
    public VFConnection? Connection { get; set; }

    /// <summary>Returns the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ConnectionResolver.FindError(Connection) is { } error)
        {
            WriteError(error);
            return;
        }

        ConnectionStore.ForCurrentRunspace().Select(Connection!);
        if (PassThru)
        {
            WriteObject(Connection);
        }
    }
}
