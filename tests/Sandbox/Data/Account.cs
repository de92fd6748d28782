namespace VocaFuse.Sandbox.Data;

/// <summary>The properties of a tenant's account that can change.</summary>
internal sealed record Account(string Name, string Email, AccountSettings Settings, DateTime CreatedAt, DateTime UpdatedAt);
