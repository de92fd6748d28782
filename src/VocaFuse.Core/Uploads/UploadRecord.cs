using System.Security.Cryptography;
using System.Text.Json;
using VocaFuse.Json;
using VocaFuse.Uploads;

namespace VocaFuse;

/// <summary>
/// The record of the files that were sent: a JSON object a line, with the hash of the content and the voice note ID. Several
/// threads can use it.
/// </summary>
public sealed class UploadRecord
{
    /// <summary>The usual name of a record beside the files.</summary>
    public const string FileName = ".vocafuse-uploads.jsonl";

    private readonly object sync = new();
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
                record.sent[new UploadKey(entry.Sha256 ?? "", entry.UserId ?? "", entry.Account ?? "")] = id;
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
        lock (sync)
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
        lock (sync)
        {
            sent[key] = note.VoiceNoteId;
            using var file = Open();
            var line = new UploadRecordLine(
                key.Sha256, key.UserId, key.Account, note.VoiceNoteId, note.FileName, DateTimeOffset.UtcNow);
            file.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, VocaFuseJson.Default.UploadRecordLine), (byte)'\n']);
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

    private static UploadRecordLine? TryParse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, VocaFuseJson.Default.UploadRecordLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
