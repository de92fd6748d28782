using System.Management.Automation;
using System.Net;

namespace VocaFuse.PowerShell;

/// <summary>A new API key with its credential. The service returns the secret only once.</summary>
public sealed class VFNewApiKey
{
    internal VFNewApiKey(NewApiKey created)
    {
        Id = created.Info.Id;
        Name = created.Info.Name;
        Description = created.Info.Description;
        KeyPrefix = created.Info.KeyPrefix;
        Scopes = created.Info.Scopes;
        CreatedAt = created.Info.CreatedAt;
        Credential = new PSCredential(new NetworkCredential("", created.Key).Password, created.Secret);
    }

    /// <summary>Gets the ID of the key.</summary>
    public string Id { get; }

    /// <summary>Gets the name of the key.</summary>
    public string? Name { get; }

    /// <summary>Gets the purpose of the key.</summary>
    public string? Description { get; }

    /// <summary>Gets the first characters of the key.</summary>
    public string? KeyPrefix { get; }

    /// <summary>Gets the scopes of the key.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Gets when the key was created.</summary>
    public DateTime? CreatedAt { get; }

    /// <summary>Gets the key as user name and its secret as password, for Connect-VFAccount -Credential.</summary>
    public PSCredential Credential { get; }

    /// <summary>Returns the ID.</summary>
    public override string ToString() => Id;
}
