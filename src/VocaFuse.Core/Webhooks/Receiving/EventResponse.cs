using System.Net;
using VocaFuse.Webhooks.Server;

namespace VocaFuse.Webhooks;

/// <summary>The response to a verified event.</summary>
internal sealed record EventResponse(HttpStatusCode StatusCode, string Reason, WebhookEvent Event) : HttpResponse(StatusCode, Reason);
