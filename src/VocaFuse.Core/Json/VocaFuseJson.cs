using System.Text.Json.Serialization;
using VocaFuse.Errors;
using VocaFuse.Requests;
using VocaFuse.Tokens;
using VocaFuse.Uploads;
using VocaFuse.Webhooks;

namespace VocaFuse.Json;

/// <summary>The source-generated readers of everything the service sends.</summary>
/// <remarks>The tolerant converters stand for every scalar: a field of an odd type is read as well as can be, and never throws.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    MaxDepth = 64,
    Converters =
    [
        typeof(TolerantStringConverter),
        typeof(TolerantDoubleConverter),
        typeof(TolerantInt64Converter),
        typeof(TolerantInt32Converter),
        typeof(TolerantBooleanConverter),
        typeof(TolerantSecondsConverter),
        typeof(TolerantTimestampConverter),
        typeof(TolerantStringListConverter),
        typeof(TolerantDictionaryConverter),
    ])]
[JsonSerializable(typeof(VoiceNote))]
[JsonSerializable(typeof(Transcription))]
[JsonSerializable(typeof(TranscriptionWord))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(AccountUsage))]
[JsonSerializable(typeof(AccountUsagePeriod))]
[JsonSerializable(typeof(AccountSettings))]
[JsonSerializable(typeof(Webhook))]
[JsonSerializable(typeof(ApiKey))]
[JsonSerializable(typeof(NewApiKey.KeyOnArrival))]
[JsonSerializable(typeof(TokenDocument))]
[JsonSerializable(typeof(ClaimsDocument))]
[JsonSerializable(typeof(HeaderDocument))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(ApiKeyBody))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(AccountSettingsBody))]
[JsonSerializable(typeof(UploadResponse))]
[JsonSerializable(typeof(UploadInfo))]
[JsonSerializable(typeof(UploadPartDocument))]
[JsonSerializable(typeof(UploadBody))]
[JsonSerializable(typeof(UploadMetadataBody))]
[JsonSerializable(typeof(DeliveryDocument))]
[JsonSerializable(typeof(DeliveryNote))]
[JsonSerializable(typeof(DeliveryError))]
[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(ErrorPart))]
[JsonSerializable(typeof(ErrorMeta))]
internal sealed partial class VocaFuseJson : JsonSerializerContext;
