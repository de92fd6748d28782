using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>The account that an API key belongs to, with its usage and settings.</summary>
/// <remarks>Source: <c>GET /account</c>.</remarks>
public sealed class Account
{
    /// <summary>Gets the account's ID; the tenant's if the service sends only that one.</summary>
    public string? Id { get; internal set; }

    /// <summary>Gets the ID of the tenant; the account's if the service sends only that one.</summary>
    public string? TenantId { get; internal set; }

    /// <summary>Gets the account's name.</summary>
    public string? Name { get; internal set; }

    /// <summary>Gets the email address that the service writes to.</summary>
    public string? Email { get; internal set; }

    /// <summary>Gets the status, such as <c>active</c>.</summary>
    public string? Status { get; internal set; }

    /// <summary>Gets the plan of the account.</summary>
    public string? Plan { get; internal set; }

    /// <summary>Gets the time when the account was created.</summary>
    public DateTime? CreatedAt { get; internal set; }

    /// <summary>Gets the time of the last change.</summary>
    public DateTime? UpdatedAt { get; internal set; }

    /// <summary>Gets the usage; null if the service does not send it.</summary>
    public AccountUsage? Usage { get; internal set; }

    /// <summary>Gets the settings; null if the service does not send them.</summary>
    public AccountSettings? Settings { get; internal set; }

    /// <summary>Gets the account's path in the API.</summary>
    public string? Uri { get; internal set; }

    /// <summary>Returns the account's name.</summary>
    public override string ToString() => Name ?? Id ?? "";

    internal static Account Read(JsonElement json)
    {
        var account = new Account
        {
            Id = json.Text("id"u8) ?? json.Text("tenant_id"u8),
            TenantId = json.Text("tenant_id"u8) ?? json.Text("id"u8),
            Name = json.Text("name"u8),
            Email = json.Text("email"u8),
            Status = json.Text("status"u8),
            Plan = json.Text("plan"u8),
            CreatedAt = json.Time("created_at"u8),
            UpdatedAt = json.Time("updated_at"u8),
            Usage = json.Object("usage"u8, AccountUsage.Read),
            Settings = json.Object("settings"u8, AccountSettings.Read),
            Uri = json.Text("uri"u8),
        };
        return account is { Id: null, Name: null, Email: null }
            ? throw new FormatException("The account has neither an ID nor a name.")
            : account;
    }
}
