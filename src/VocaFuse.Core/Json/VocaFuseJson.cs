using System.Text.Json.Serialization;
using VocaFuse.Requests;
using VocaFuse.Uploads;
using VocaFuse.Waiting;

namespace VocaFuse.Json;

/// <summary>
/// The source-generated serializers of request bodies and of the client's own files. Responses are read with
/// <see cref="JsonElementExtensions"/>.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(ApiKeyBody))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(UploadBody))]
[JsonSerializable(typeof(UploadRecordLine))]
[JsonSerializable(typeof(WatchCheckpointDocument))]
internal sealed partial class VocaFuseJson : JsonSerializerContext;
