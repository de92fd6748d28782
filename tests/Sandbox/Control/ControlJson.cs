using System.Text.Json;
using System.Text.Json.Serialization;
using VocaFuse.Sandbox.Api;

namespace VocaFuse.Sandbox.Control;

/// <summary>Reads requests and writes responses of the control surface. An unknown member is an error.</summary>
internal static class ControlJson
{
    public static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        };

    public static T Read<T>(ApiCall call)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(call.Body.Span, Options)
                ?? throw ApiException.Malformed("The body must be a JSON object.");
        }
        catch (JsonException e)
        {
            throw ApiException.Malformed(e.Message);
        }
    }

    public static void Write<T>(ApiCall call, T value)
    {
        using var json = call.Json();
        JsonSerializer.Serialize(json, value, Options);
    }
}
