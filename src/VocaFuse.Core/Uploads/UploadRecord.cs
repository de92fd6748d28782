using System.Security.Cryptography;
using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>
/// The record of the files that were sent: a JSON object a line, with the hash of the content and the voice note ID. Several
/// threads can use it.
/// </summary>
public sealed class UploadRecord
{
    /// <summary>The usual name of a record beside the files.</summary>
    public const string FileName = ".vocafuse-uploads.jsonl";

    private readonly object gate = new();
    private readonly string path;
    private readonly Dictionary<UploadKey, string> sent = [];

    private UploadRecord(string path) => this.path = path;

    /// <summary>Reads a record, if there is one. Lines that cannot be read, such as a last one that was cut, are ignored.</summary>
    public static UploadRecord Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var record = new UploadRecord(path);
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (TryParse(line) is { VoiceNoteId: { } id } entry)
            {
                record.sent[entry.Key] = id;
            }
        }

        return record;
    }

    /// <summary>Computes the hash of a file.</summary>
    public static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexString(SHA256.HashData(stream));
    }

    /// <summary>Gets the voice note ID of content that was sent before.</summary>
    public string? Find(UploadKey key)
    {
        lock (gate)
        {
            return sent.GetValueOrDefault(key);
        }
    }

    /// <summary>Creates the file, so that an upload does not start if the record cannot be written.</summary>
    /// <exception cref="IOException">The record cannot be written.</exception>
    public void EnsureWritable()
    {
        using var file = Open();
    }

    /// <summary>Adds a file that was sent.</summary>
    /// <exception cref="IOException">The record cannot be written.</exception>
    public void Add(UploadKey key, VoiceNoteReference note)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(note);
        lock (gate)
        {
            sent[key] = note.VoiceNoteId;
            using var file = Open();
            var line = new MemoryStream();
            using (var json = new Utf8JsonWriter(line))
            {
                json.WriteStartObject();
                json.WriteString("sha256", key.Sha256);
                json.WriteString("user_id", key.UserId);
                json.WriteString("account", key.Account);
                json.WriteString("voicenote_id", note.VoiceNoteId);
                json.WriteString("file_name", note.FileName);
                json.WriteString("sent_at", DateTimeOffset.UtcNow);
                json.WriteEndObject();
            }

            line.Write("\n"u8);
            file.Write(line.ToArray());
        }
    }

    /// <summary>Opens the file for appending. A last line that was cut is ended first.</summary>
    private FileStream Open()
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 1);
        if (file.Length > 0)
        {
            file.Position = file.Length - 1;
            if (file.ReadByte() != '\n')
            {
                file.Write("\n"u8);
            }
        }

        return file;
    }

    private static (UploadKey Key, string? VoiceNoteId)? TryParse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            return json.ValueKind == JsonValueKind.Object
                ? (KeyOf(json), json.Text("voicenote_id"u8))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static UploadKey KeyOf(JsonElement json) =>
        new(json.Text("sha256"u8) ?? "", json.Text("user_id"u8) ?? "", json.Text("account"u8) ?? "");
}
