using System.Text.Json;
using VocaFuse.Json;
using VocaFuse.Waiting;

namespace VocaFuse;

/// <summary>The state of a <see cref="VoiceNoteWatcher"/>, from which another process can resume, for example after a crash.</summary>
/// <remarks>It contains the IDs of the notes of the last 15 minutes and of the pending ones. Times are in UTC.</remarks>
public sealed class WatchCheckpoint
{
    private const int Version = 1;

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
    internal DateTime Since { get; set; }

    /// <summary>Gets the notes that were processing when they were listed, with their creation time.</summary>
    internal Dictionary<string, DateTime> Pending { get; private init; } = [];

    /// <summary>Gets the notes that no poll returns again, with their creation time.</summary>
    private Dictionary<string, DateTime> Reported { get; init; } = [];

    /// <summary>Marks a note, so that no poll returns it again.</summary>
    public void MarkReported(VoiceNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        Pending.Remove(note.Id);
        Reported[note.Id] = VoiceNoteWatcher.CreatedAtOf(note) ?? Since;
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
                ? new WatchCheckpoint(statuses, document.Account, since.ToUniversalTime()) { Reported = reported, Pending = pending }
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
            var document = new WatchCheckpointDocument(Version, Account, Statuses, Since, Reported, Pending);
            JsonSerializer.Serialize(file, document, VocaFuseJson.Default.WatchCheckpointDocument);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    internal bool IsReported(string id) => Reported.ContainsKey(id);

    /// <summary>Advances the start of the next poll. Earlier notes are not listed again, so their IDs are removed.</summary>
    internal void Advance(DateTime since)
    {
        if (since <= Since)
        {
            return;
        }

        Since = since;
        foreach (var (id, _) in Reported.Where(note => note.Value < since).ToArray())
        {
            Reported.Remove(id);
        }
    }
}
