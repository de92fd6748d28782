using System.Globalization;
using System.Text.Json;
using VocaFuse.Json;

namespace VocaFuse;

/// <summary>The state of a <see cref="VoiceNoteWatcher"/>, from which another process can resume, for example after a crash.</summary>
/// <remarks>It contains the IDs of the notes of the last 15 minutes and of the pending ones. Times are in UTC.</remarks>
public sealed class WatchCheckpoint
{
    private const int Version = 1;

    private readonly Dictionary<string, DateTime> reported = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTime> pending = new(StringComparer.Ordinal);

    /// <summary>Initializes a checkpoint.</summary>
    /// <param name="statuses">The statuses to watch for.</param>
    /// <param name="account">The name of the account; null if it is unknown.</param>
    /// <param name="after">The earliest creation time of a note.</param>
    public WatchCheckpoint(IReadOnlyList<string> statuses, string? account, DateTimeOffset after)
    {
        ArgumentNullException.ThrowIfNull(statuses);
        Statuses = statuses;
        Account = account;
        Since = after.UtcDateTime;
    }

    /// <summary>Gets the statuses to watch for.</summary>
    public IReadOnlyList<string> Statuses { get; }

    /// <summary>Gets the name of the account; null if it is unknown.</summary>
    public string? Account { get; }

    /// <summary>Gets the creation time from which on the next poll lists notes.</summary>
    internal DateTime Since { get; private set; }

    /// <summary>Gets the notes that were processing when they were listed, with their creation time.</summary>
    internal IReadOnlyDictionary<string, DateTime> Pending => pending;

    /// <summary>Marks a note, so that no poll returns it again.</summary>
    public void MarkReported(VoiceNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        pending.Remove(note.Id);
        reported[note.Id] = VoiceNoteWatcher.CreatedAtOf(note) ?? Since;
    }

    /// <summary>Reads a file; null if it does not exist.</summary>
    /// <exception cref="FormatException">The file is not a checkpoint.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static WatchCheckpoint? Read(string path)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        try
        {
            return JsonReading.Read(content, FromJson);
        }
        catch (Exception failure) when (failure is JsonTooDeepException || JsonFailure.Is(failure))
        {
            throw new FormatException("The file is not a checkpoint of voice notes.", failure);
        }
    }

    /// <summary>Writes a file atomically: under a temporary name in the same folder, then flushed and renamed.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var temporary = path + ".tmp";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            using (var json = new Utf8JsonWriter(file))
            {
                WriteTo(json);
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    internal bool IsReported(string id) => reported.ContainsKey(id);

    internal void AddPending(VoiceNote note) => pending[note.Id] = VoiceNoteWatcher.CreatedAtOf(note) ?? Since;

    internal void RemovePending(string id) => pending.Remove(id);

    internal void StartAt(DateTime time) => Since = time;

    /// <summary>Advances the start of the next poll. Earlier notes are not listed again, so their IDs are removed.</summary>
    internal void Advance(DateTime since)
    {
        if (since <= Since)
        {
            return;
        }

        Since = since;
        foreach (var (id, _) in reported.Where(note => note.Value < since).ToArray())
        {
            reported.Remove(id);
        }
    }

    private static WatchCheckpoint FromJson(JsonElement json)
    {
        if (json.Int32("version"u8) != Version || json.Time("since"u8) is not { } since)
        {
            throw new FormatException("The version or the time is missing.");
        }

        var checkpoint = new WatchCheckpoint(json.TextList("statuses"u8), json.Text("account"u8), since);
        Read(json.Find("reported"u8), checkpoint.reported);
        Read(json.Find("pending"u8), checkpoint.pending);
        return checkpoint;
    }

    private static void Read(JsonElement json, Dictionary<string, DateTime> notes)
    {
        foreach (var note in json.EnumerateObject())
        {
            notes[note.Name] = note.Value.GetDateTime().ToUniversalTime();
        }
    }

    private void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteString("account", Account);
        json.WriteStartArray("statuses");
        foreach (var status in Statuses)
        {
            json.WriteStringValue(status);
        }

        json.WriteEndArray();
        json.WriteString("since", Text(Since));
        Write(json, "reported", reported);
        Write(json, "pending", pending);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Dictionary<string, DateTime> notes)
    {
        json.WriteStartObject(name);
        foreach (var (id, createdAt) in notes)
        {
            json.WriteString(id, Text(createdAt));
        }

        json.WriteEndObject();
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
