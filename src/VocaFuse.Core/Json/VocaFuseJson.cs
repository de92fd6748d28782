using System.Text.Json.Serialization;
using VocaFuse.Requests;

namespace VocaFuse.Json;

/// <summary>The source-generated serializers of request bodies. Responses are read with <see cref="JsonElementExtensions"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(ApiKeyBody))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(UploadBody))]
internal sealed partial class VocaFuseJson : JsonSerializerContext;
