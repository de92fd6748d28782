using System.Management.Automation;
using System.Net;

namespace VocaFuse.PowerShell;

/// <summary>An API key that was just made, ready to connect with. The service shows its secret this once.</summary>
public sealed class VFNewApiKey
{
    internal VFNewApiKey(NewApiKey made)
    {
        Id = made.Info.Id;
        Name = made.Info.Name;
        Description = made.Info.Description;
        KeyPrefix = made.Info.KeyPrefix;
        Scopes = made.Info.Scopes;
        CreatedAt = made.Info.CreatedAt;
        Credential = new PSCredential(new NetworkCredential("", made.Key).Password, made.Secret);
    }

    /// <summary>The id.</summary>
    public string Id { get; }

    /// <summary>The name.</summary>
    public string? Name { get; }

    /// <summary>What it is for.</summary>
    public string? Description { get; }

    /// <summary>How the key begins.</summary>
    public string? KeyPrefix { get; }

    /// <summary>What the key may do.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>When the key was made.</summary>
    public DateTimeOffset? CreatedAt { get; }

    /// <summary>The key as user name and its secret as password, for Connect-VFAccount -Credential.</summary>
    public PSCredential Credential { get; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
