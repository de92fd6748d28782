namespace VocaFuse.PowerShell;

/// <summary>A connection to VocaFuse. It shows where it goes and as whom; it holds its key and secret where nothing shows them.</summary>
public sealed class VFConnection
{
    internal VFConnection(string name, VocaFuseClient client)
    {
        Name = name;
        Client = client;
    }

    /// <summary>The name it can be asked for by.</summary>
    public string Name { get; }

    /// <summary>Live or Test, after the kind of the key.</summary>
    public VFEnvironment Environment => Client.IsTest ? VFEnvironment.Test : VFEnvironment.Live;

    /// <summary>The base of every address.</summary>
    public Uri BaseUri => Client.BaseAddress;

    /// <summary>The key, masked.</summary>
    public string ApiKey => Client.MaskedApiKey;

    /// <summary>The account's name; null where the key may not read it, or was not checked.</summary>
    public string? Account { get; internal init; }

    /// <summary>True for the one that cmdlets of this runspace use where none is given.</summary>
    public bool IsCurrent => ConnectionStore.IsCurrent(this);

    internal VocaFuseClient Client { get; }

    internal bool IsClosed { get; private set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal void Close()
    {
        IsClosed = true;
        Client.Dispose();
    }
}
