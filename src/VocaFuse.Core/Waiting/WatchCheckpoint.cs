using System.Text.Json;
using VocaFuse.Json;
using VocaFuse.Waiting;

namespace VocaFuse;

/// <summary>The state of a <see cref="VoiceNoteWatcher"/>, from which another process can resume, for example after a crash.</summary>
/// <remarks>It contains the IDs of the notes of the last 15 minutes and of the pending ones. Times are in UTC.</remarks>
public sealed class WatchCheckpoint
{
    private const int Version = 1;

    private readonly Dictionary<string, DateTime> reported;
    private readonly Dictionary<string, DateTime> pending;

    /// <summary>Initializes a checkpoint.</summary>
    /// <param name="statuses">The statuses to watch for.</param>
    /// <param name="account">The name of the account; null if it is unknown.</param>
    /// <param name="after">The earliest creation time of a note.</param>
    public WatchCheckpoint(IReadOnlyList<string> statuses, string? account, DateTimeOffset after)
        : this(statuses, account, after.UtcDateTime, [], [])
    {
    }

    private WatchCheckpoint(
        IReadOnlyList<string> statuses, string? account, DateTime since, Dictionary<string, DateTime> reported,
        Dictionary<string, DateTime> pending)
    {
        ArgumentNullException.ThrowIfNull(statuses);
        Statuses = statuses;
        Account = account;
        Since = since;
        this.reported = reported;
        this.pending = pending;
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
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, VocaFuseJson.Default.WatchCheckpointDocument)
                is { Version: Version, Since: { } since, Statuses: { } statuses, Reported: { } reported, Pending: { } pending } document
                ? new WatchCheckpoint(statuses, document.Account, since.ToUniversalTime(), reported, pending)
                : throw new FormatException("The version or a member is missing.");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (failure is JsonException or FormatException)
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
            var document = new WatchCheckpointDocument(Version, Account, Statuses, Since, reported, pending);
            JsonSerializer.Serialize(file, document, VocaFuseJson.Default.WatchCheckpointDocument);
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
}
