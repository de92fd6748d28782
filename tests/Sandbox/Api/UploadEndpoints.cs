using System.Text.Json;
using VocaFuse.Sandbox.Data;
using VocaFuse.Sandbox.Uploads;

namespace VocaFuse.Sandbox.Api;

internal static class UploadEndpoints
{
    private const long MaxBytes = 25 * 1024 * 1024;
    private const double MaxSeconds = 600;
    private const long MinSampleRate = 8_000;
    private const long MaxSampleRate = 48_000;

    public static void Map(RouteTable routes) => routes.Add("POST", "/upload", Access.FrontEndToken, Announce);

    private static void Announce(ApiCall call)
    {
        var body = JsonBody.Parse(call);
        var note = Read(call, body);
        var multipart = body.GetBoolean("use_multipart") ?? note.SizeBytes > UploadSession.PartBytes;
        var session = call.State.Uploads.Open(call.Tenant, note, multipart);
        ResponseEnvelope.DataObject(call, 200, json => Write(call, json, session), message: null);
    }

    private static StoredNote Read(ApiCall call, JsonBody body)
    {
        var fileName = body.RequireString("file_name");
        var size = body.RequireInt64("file_size");
        var isStrict = call.State.Options.Strict;
        var format = AudioFormats.ShortName(body.RequireString("audio_format"), isStrict)
            ?? throw ApiException.Invalid("audio_format", "'audio_format' must be webm, ogg, mp4, mp3 or wav.");
        var duration = Duration(body, "duration_seconds");
        var metadata = body.GetObject("sdk_metadata") ?? throw ApiException.Missing("sdk_metadata");
        Duration(metadata, "duration_seconds");
        metadata.RequireInt64("file_size_bytes");
        var codec = metadata.RequireString("codec");
        if (isStrict && AudioFormats.ShortName(codec, isStrict) is null)
        {
            throw ApiException.Invalid("codec", "'codec' must be webm, ogg, mp4, mp3 or wav.");
        }

        var sampleRate = metadata.GetInt64("sample_rate");
        var channels = metadata.GetInt64("channels");
        var bitRate = metadata.GetInt64("bit_rate");
        if (sampleRate is < MinSampleRate or > MaxSampleRate)
        {
            throw ApiException.Invalid("sample_rate", "'sample_rate' must be from 8 to 48 kHz.");
        }

        if (size <= 0)
        {
            throw ApiException.Invalid("file_size", "'file_size' must be above 0.");
        }

        if (size > MaxBytes)
        {
            throw ApiException.ForStatus(413);
        }

        return call.Tenant.Notes.Reserve() with
        {
            UserId = call.UserId,
            FileName = fileName,
            SizeBytes = size,
            Format = format,
            DurationSeconds = duration,
            Codec = codec,
            SampleRate = (int)(sampleRate ?? MaxSampleRate),
            Channels = (int)(channels ?? 1),
            BitRate = (int)(bitRate ?? 0),
            Tags = body.GetStringMap("custom_tags") ?? new Dictionary<string, string>(),
        };
    }

    private static double Duration(JsonBody body, string name)
    {
        var duration = body.RequireDouble(name);
        return duration is > 0 and <= MaxSeconds
            ? duration
            : throw ApiException.Invalid(name, $"'{name}' must be above 0 and at most {MaxSeconds}.");
    }

    private static void Write(ApiCall call, Utf8JsonWriter json, UploadSession session)
    {
        var origin = $"{call.Http.Request.Scheme}://{call.Http.Request.Host}";
        json.WriteString(call.Names.IdField, session.Note.Id);
        json.WriteString("upload_type"u8, session.IsMultipart ? "multipart"u8 : "single"u8);
        if (!session.IsMultipart)
        {
            json.WriteString("presigned_url"u8, call.State.Uploads.PresignedUrl(origin, session, 1));
        }

        json.WriteString("s3_key"u8, session.StorageKey);
        json.WriteNumber("expires_in"u8, UploadRegistry.ExpiresIn);
        json.WriteString("processing_strategy"u8, "async"u8);
        json.WriteBoolean("client_processed"u8, false);
        json.WriteString("message"u8, "Upload URL generated successfully"u8);
        if (session.IsMultipart)
        {
            WriteParts(call, json, session, origin);
        }
    }

    private static void WriteParts(ApiCall call, Utf8JsonWriter json, UploadSession session, string origin)
    {
        json.WriteStartObject("upload_info"u8);
        json.WriteString("upload_id"u8, session.Id);
        json.WriteStartArray("parts"u8);
        for (var part = 1; part <= session.PartCount; part++)
        {
            var (start, length) = session.Range(part);
            json.WriteStartObject();
            json.WriteNumber("part_number"u8, part);
            json.WriteString("presigned_url"u8, call.State.Uploads.PresignedUrl(origin, session, part));
            json.WriteNumber("start_byte"u8, start);
            json.WriteNumber("end_byte"u8, start + length - 1);
            if (!call.State.Envelope.IsBare)
            {
                json.WriteNumber("content_length"u8, length);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
