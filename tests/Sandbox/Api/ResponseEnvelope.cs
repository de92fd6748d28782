using System.Text.Json;

namespace VocaFuse.Sandbox.Api;

/// <summary>Writes the JSON of responses in the envelope and with the value formats of the options.</summary>
internal sealed class ResponseEnvelope(SandboxEnvelope envelope)
{
    public bool IsBare => envelope == SandboxEnvelope.Bare;

    /// <summary>Writes a response with one object. Some responses of the service also contain a code and a message.</summary>
    public void Object(ApiCall call, int status, Action<Utf8JsonWriter> fields, string? code = null, string? message = null)
    {
        using var json = call.Json(status);
        json.WriteStartObject();
        if (IsBare)
        {
            fields(json);
            WriteNotice(json, code, message);
        }
        else
        {
            WriteData(call, json, fields, code, message);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes a response under <c>data</c> in both envelopes: <c>/upload</c> and <c>/token</c> have only this format.</summary>
    public static void DataObject(ApiCall call, int status, Action<Utf8JsonWriter> fields, string? message)
    {
        using var json = call.Json(status);
        json.WriteStartObject();
        json.WriteBoolean("success"u8, true);
        WriteData(call, json, fields, code: null, message);
        json.WriteEndObject();
    }

    public void List<T>(ApiCall call, string name, IReadOnlyList<T> items, PageRequest page, int total, Action<Utf8JsonWriter, T> write)
    {
        using var json = call.Json();
        json.WriteStartObject();
        json.WriteStartArray(IsBare ? name : "data");
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (IsBare)
        {
            page.WriteLinks(json, total);
        }
        else
        {
            page.WritePagination(json, total);
            WriteMeta(call, json);
        }

        json.WriteEndObject();
    }

    public void Time(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTime? time)
    {
        if (time is not { } value)
        {
            json.WriteNull(name);
            return;
        }

        Span<char> text = stackalloc char[32];
        _ = value.TryFormat(
            text,
            out var length,
            IsBare ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'",
            System.Globalization.CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }

    private static void WriteData(ApiCall call, Utf8JsonWriter json, Action<Utf8JsonWriter> fields, string? code, string? message)
    {
        json.WriteStartObject("data"u8);
        fields(json);
        json.WriteEndObject();
        WriteNotice(json, code, message);
        WriteMeta(call, json);
    }

    private static void WriteNotice(Utf8JsonWriter json, string? code, string? message)
    {
        if (code is not null)
        {
            json.WriteString("code"u8, code);
        }

        if (message is not null)
        {
            json.WriteString("message"u8, message);
        }
    }

    private static void WriteMeta(ApiCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject("meta"u8);
        json.WriteString("request_id"u8, call.RequestId);
        json.WriteString("timestamp"u8, DateTime.UtcNow);
        json.WriteEndObject();
    }
}
