namespace VocaFuse.Requests;

/// <summary>The body of <c>POST</c> and <c>PUT /webhooks</c>.</summary>
internal sealed record WebhookBody(string Url, IReadOnlyList<string> Events)
{
    public string? Secret { get; init; }
}
