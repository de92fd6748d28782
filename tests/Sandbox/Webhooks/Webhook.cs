namespace VocaFuse.Sandbox.Webhooks;

/// <summary>The webhook of a tenant, which has at most one.</summary>
internal sealed record Webhook(string Id, Uri Url, IReadOnlyList<string> Events, string Secret, DateTime CreatedAt, DateTime UpdatedAt);
