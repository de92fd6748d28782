using System.Text.Json.Serialization;

namespace VocaFuse.Sandbox;

/// <summary>The known forms of a delivery's signature. Only the headers of signed values are sent.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SandboxSignature>))]
public enum SandboxSignature
{
    /// <summary>The timestamp, the ID of the delivery and the body.</summary>
    [JsonStringEnumMemberName("delivery")]
    Delivery,

    /// <summary>The timestamp and the body.</summary>
    [JsonStringEnumMemberName("timestamp")]
    Timestamp,

    /// <summary>The body.</summary>
    [JsonStringEnumMemberName("body")]
    Body,
}
