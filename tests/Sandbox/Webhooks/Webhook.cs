namespace VocaFuse.Sandbox.Webhooks;

/// <summary>A tenant's one webhook.</summary>
internal sealed record Webhook(string Id, Uri Url, IReadOnlyList<string> Events, string Secret, DateTime CreatedAt, DateTime UpdatedAt);
