using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Gets the connections of this session.</summary>
[Cmdlet(VerbsCommon.Get, "VFConnection", HelpUri = HelpLink.Folder + "Get-VFConnection.md")]
[OutputType(typeof(VFConnection))]
public sealed class GetVFConnectionCommand : VFCmdlet
{
    /// <summary>The names of the connections. Wildcards are permitted. The default is all connections.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [NameTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            var found = ConnectionStore.ForCurrentRunspace().All.Where(connection => pattern.IsMatch(connection.Name)).ToArray();
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(VFErrors.ConnectionNotFound.CreateRecord(name, $"There is no connection named '{name}' in this session."));
            }

            WriteObject(found, enumerateCollection: true);
        }
    }
}
