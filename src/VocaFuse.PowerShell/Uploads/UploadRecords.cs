using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The records that a command reads and writes: one in the folder of each file, or a common one.</summary>
internal sealed class UploadRecords(VFCmdlet cmdlet, string? commonPath)
{
    /// <summary>The records that were read, by their paths.</summary>
    private readonly Dictionary<string, UploadRecord> records = new(StringComparer.Ordinal);

    /// <summary>The content of the files that this command has read, also with -WhatIf.</summary>
    private readonly HashSet<UploadKey> seenKeys = [];

    /// <summary>Errors of uploads, which end on any thread, until the pipeline thread writes them.</summary>
    private readonly ConcurrentQueue<ErrorRecord> failures = new();

    private int skippedCount;

    /// <summary>Creates the records of a command. A path that is not one of the file system ends the command.</summary>
    public static UploadRecords Open(VFCmdlet cmdlet, string? path) =>
        new(cmdlet, path is null ? null : PathResolver.GetFullPath(cmdlet, path, isLiteral: true));

    /// <summary>Gets whether a file is a record and not audio; wildcards can match it.</summary>
    public bool IsRecord(string file) => file == commonPath || Path.GetFileName(file) == UploadRecord.FileName;

    /// <summary>Reads the record for a file, and the hash of the file.</summary>
    /// <exception cref="IOException">One of the two cannot be read.</exception>
    public UploadEntry Read(string file, string userId, VFConnection connection)
    {
        var path = GetPath(file);
        if (!records.TryGetValue(path, out var record))
        {
            records[path] = record = UploadRecord.Read(path);
        }

        return new UploadEntry(record, new UploadKey(UploadRecord.HashOf(file), userId, GetAccountKey(connection)));
    }

    /// <summary>Returns true if the content of a file was already sent, and writes the reason with -Verbose.</summary>
    public bool ShouldSkip(UploadEntry entry, string file)
    {
        var reason = entry.Record.Find(entry.Key) is { } id ? $"its content was sent before as voice note {id}"
            : !seenKeys.Add(entry.Key) ? "another file of this command has the same content"
            : null;
        if (reason is not null)
        {
            skippedCount++;
            cmdlet.WriteVerbose($"{file}: skipped; {reason}.");
        }

        return reason is not null;
    }

    /// <summary>Writes the number of skipped files with -Verbose.</summary>
    public void WriteSummary()
    {
        if (skippedCount > 0)
        {
            cmdlet.WriteVerbose($"Skipped {skippedCount} of the files: they were sent before.");
        }
    }

    /// <summary>Adds a file to its record as soon as it has been sent, also if the command is being stopped.</summary>
    public async Task<VoiceNoteReference> AddAsync(UploadEntry entry, Task<VoiceNoteReference> upload, string file)
    {
        var note = await upload.ConfigureAwait(false);
        try
        {
            entry.Record.Add(entry.Key, note);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            failures.Enqueue(NotWritten(file, failure));
        }

        return note;
    }

    /// <summary>Removes an error of <see cref="AddAsync"/> from the queue; returns false if there is none.</summary>
    public bool TryTakeFailure([NotNullWhen(true)] out ErrorRecord? failure) => failures.TryDequeue(out failure);

    public ErrorRecord NotWritten(string file, Exception failure) => FileFailure.NotWritten(file, GetPath(file), failure);

    private string GetPath(string file) =>
        commonPath ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, UploadRecord.FileName);

    /// <summary>Identifies the account by its name, which does not change with a new key; without a name, by the masked key.</summary>
    private static string GetAccountKey(VFConnection connection) =>
        $"{connection.BaseUri?.Authority} {connection.Account ?? connection.ApiKey}";
}
