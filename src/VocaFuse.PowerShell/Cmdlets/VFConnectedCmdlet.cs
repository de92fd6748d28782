using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The base class of cmdlets that call the service.</summary>
public abstract class VFConnectedCmdlet : VFCmdlet
{
    private VFConnection? connection;
    private VocaFuseClient? client;

    /// <summary>The connection to use, or its name. The default is the current connection of the session.</summary>
    [Parameter]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public virtual VFConnection? Connection
    {
        get => connection;
        set
        {
            // Each pipeline record can have its own connection.
            client = connection == value ? client : null;
            connection = value;
        }
    }

    /// <summary>Gets the client of the connection, with this cmdlet as its observer.</summary>
    private protected VocaFuseClient Client => client ??= Resolve().Client.ObservedBy(RequestEvents);

    internal override string Redact(string text) => base.Redact(Connection is { Problem: null } ? Connection.Client.Redact(text) : text);

    /// <inheritdoc/>
    /// <remarks>Checks a given connection, which -WhatIf would not use otherwise.</remarks>
    protected override void BeginProcessing()
    {
        if (Connection is not null)
        {
            Resolve();
        }
    }

    /// <summary>Sends one request and writes its result or its error.</summary>
    /// <param name="request">Sends the request.</param>
    /// <param name="target">The target object of an error.</param>
    /// <param name="hint">The recommended action if a failed request may have been applied; null for the default.</param>
    /// <returns>True if the request succeeded.</returns>
    private protected bool WriteResponse<T>(Func<CancellationToken, Task<T>> request, object? target, string? hint = null)
    {
        T result;
        try
        {
            result = WaitFor(request(StopToken));
        }
        catch (VocaFuseException failure)
        {
            WriteFailure(failure, target, failure.MayHaveBeenApplied ? hint : null);
            return false;
        }

        WriteItem(result);
        return true;
    }

    /// <summary>Gets the connection that the command uses. Without one, the command ends with an error.</summary>
    private protected VFConnection Resolve() => ConnectionResolver.Resolve(this, Connection);
}
