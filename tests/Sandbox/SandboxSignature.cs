using System.Text.Json.Serialization;

namespace VocaFuse.Sandbox;

/// <summary>The known texts that a delivery's signature is made of. The headers of what is signed are sent, and no others.</summary>
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
