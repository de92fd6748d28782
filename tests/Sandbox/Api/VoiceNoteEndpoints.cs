using System.Text.Json;
using VocaFuse.Sandbox.Data;

namespace VocaFuse.Sandbox.Api;

internal static class VoiceNoteEndpoints
{
    public static void Map(RouteTable routes, SandboxFamily family)
    {
        foreach (var path in FamilyNames.ForFamily(family).Select(static names => "/" + names.Plural))
        {
            routes.Add("GET", path, Scopes.NotesRead, List);
            routes.Add("GET", path + "/{}", Scopes.NotesRead, Get);
            routes.Add("GET", path + "/{}/transcription", Scopes.NotesRead, GetTranscription);
            routes.Add("DELETE", path + "/{}", Scopes.NotesWrite, Delete);
        }
    }

    private static void List(ApiCall call)
    {
        var page = new PageRequest(call);
        var found = call.Tenant.Notes.Page(NoteQuery.Read(call.Http.Request.Query), page.Page, page.Limit);
        call.State.Envelope.List(call, call.Names.Plural, found.Notes, page, found.Total, (json, note) => Write(call, json, note));
    }

    private static void Get(ApiCall call)
    {
        var note = FindNote(call);
        call.State.Envelope.Object(call, 200, json => Write(call, json, note));
    }

    private static void GetTranscription(ApiCall call)
    {
        var note = FindNote(call);
        if (!note.IsReady)
        {
            throw note.Status == NoteStatus.Failed
                ? new ApiException(404, "TRANSCRIPTION_FAILED", "The voice note could not be transcribed.", "NotFoundError")
                : new ApiException(404, "TRANSCRIPTION_NOT_READY", "The voice note is still being processed.", "NotFoundError");
        }

        var transcript = call.Tenant.Transcripts.Make(note);
        call.State.Envelope.Object(call, 200, json => Write(call, json, note, transcript));
    }

    private static void Delete(ApiCall call)
    {
        if (!call.Tenant.Notes.Delete(call.Arguments[0]))
        {
            throw NoteNotFound(call);
        }

        call.NoContent();
    }

    private static StoredNote FindNote(ApiCall call)
    {
        var id = call.Arguments[0];
        call.State.Processing.OnRequested(call.Tenant.Notes, id);
        return call.Tenant.Notes.Find(id) ?? throw NoteNotFound(call);
    }

    private static ApiException NoteNotFound(ApiCall call) => ApiException.NotFound($"Voice note '{call.Arguments[0]}' not found.");

    private static void Write(ApiCall call, Utf8JsonWriter json, StoredNote note)
    {
        var envelope = call.State.Envelope;
        json.WriteString("id"u8, note.Id);
        json.WriteString("tenant_id"u8, call.Tenant.Id);
        json.WriteString("user_id"u8, note.UserId);
        json.WriteString("original_filename"u8, note.FileName);
        json.WriteString("s3_key"u8, $"{call.Tenant.Id}/{note.Id}/{note.FileName}");
        json.WriteString("s3_bucket"u8, "vocafuse-sandbox-audio"u8);
        json.WriteNumber(envelope.IsBare ? "duration_seconds"u8 : "duration"u8, note.DurationSeconds);
        json.WriteNumber(envelope.IsBare ? "file_size_bytes"u8 : "file_size"u8, note.SizeBytes);
        json.WriteString("audio_format"u8, note.Format);
        json.WriteNumber("sample_rate"u8, note.SampleRate);
        json.WriteNumber("channels"u8, note.Channels);
        json.WriteNumber("bit_rate"u8, note.BitRate);
        json.WriteString("audio_codec"u8, note.Codec);
        json.WriteString("status"u8, note.Status);
        json.WriteStartArray("features"u8);
        json.WriteStringValue("transcription"u8);
        json.WriteEndArray();
        json.WriteString("client_ip"u8, note.ClientIp);
        json.WriteString("user_agent"u8, note.UserAgent);
        json.WriteString("upload_source"u8, note.Source);
        json.WriteStartObject(envelope.IsBare ? "custom_tags"u8 : "metadata"u8);
        foreach (var (name, value) in note.Tags ?? new Dictionary<string, string>())
        {
            json.WriteString(name, value);
        }

        if (note.Tags is null)
        {
            json.WriteString("department"u8, note.Department);
            json.WriteNumber("priority"u8, note.Priority);
        }

        json.WriteEndObject();
        envelope.Time(json, "created_at"u8, note.CreatedAt);
        envelope.Time(json, "updated_at"u8, note.UpdatedAt);
        envelope.Time(json, "processed_at"u8, note.ProcessedAt);
        json.WriteString("uri"u8, $"/v1/{call.Names.Plural}/{note.Id}");
        json.WriteString("storage_class"u8, "standard"u8);
        json.WriteStartObject("review"u8);
        json.WriteString("state"u8, "none"u8);
        json.WriteEndObject();
    }

    private static void Write(ApiCall call, Utf8JsonWriter json, StoredNote note, Transcript transcript)
    {
        var envelope = call.State.Envelope;
        json.WriteString("id"u8, transcript.Id);
        json.WriteString(call.Names.IdField, note.Id);
        json.WriteString("text"u8, transcript.Text);
        json.WriteNumber("confidence"u8, transcript.Confidence);
        json.WriteString("language"u8, transcript.Language);
        WriteWords(envelope, json, transcript.Words);
        envelope.Time(json, "created_at"u8, note.ProcessedAt ?? note.UpdatedAt);
        json.WriteString("engine"u8, "sandbox-1"u8);
    }

    /// <summary>Writes the words. Without timings, the field is missing in the bare envelope and null in the data envelope.</summary>
    private static void WriteWords(ResponseEnvelope envelope, Utf8JsonWriter json, SpokenWord[]? words)
    {
        if (words is null)
        {
            if (!envelope.IsBare)
            {
                json.WriteNull("words"u8);
            }

            return;
        }

        json.WriteStartArray("words"u8);
        foreach (var word in words)
        {
            json.WriteStartObject();
            json.WriteString("word"u8, word.Word);
            json.WriteNumber("start_time"u8, word.Start);
            json.WriteNumber("end_time"u8, word.End);
            json.WriteNumber("confidence"u8, word.Confidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
