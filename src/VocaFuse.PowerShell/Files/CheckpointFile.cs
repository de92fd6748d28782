using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The file with the checkpoint of a command. It is locked for other commands.</summary>
internal sealed class CheckpointFile : IDisposable
{
    private readonly VFCmdlet cmdlet;
    private readonly string path;
    private readonly FileStream fileLock;

    private CheckpointFile(VFCmdlet cmdlet, string path, FileStream fileLock)
    {
        this.cmdlet = cmdlet;
        this.path = path;
        this.fileLock = fileLock;
    }

    /// <summary>Opens the file, existing or not. A file that can't be used ends the command.</summary>
    public static CheckpointFile Open(VFCmdlet cmdlet, string path)
    {
        var fullName = PathResolver.GetFullPath(cmdlet, path, isLiteral: true);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(fullName)!);
            var fileLock = new FileStream(
                fullName + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            return new CheckpointFile(cmdlet, fullName, fileLock);
        }
        catch (IOException) when (File.Exists(fullName + ".lock"))
        {
            cmdlet.ThrowTerminatingError(VFErrors.CheckpointInUse.CreateRecord(path, fullName));
            throw;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            cmdlet.ThrowTerminatingError(FileFailure.NotWritten(path, fullName, failure));
            throw;
        }
    }

    /// <summary>Reads the checkpoint; null if the file is new. A checkpoint for another account or status ends the command.</summary>
    public WatchCheckpoint? Read(IReadOnlyList<string> statuses, string? account)
    {
        WatchCheckpoint? checkpoint;
        try
        {
            checkpoint = WatchCheckpoint.Read(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
        {
            cmdlet.ThrowTerminatingError(FileFailure.NotRead(path, failure, VFErrors.CheckpointUnreadable));
            throw;
        }

        if (checkpoint is null)
        {
            return null;
        }

        if (checkpoint.Account is { } other && account is not null && other != account)
        {
            cmdlet.ThrowTerminatingError(
                VFErrors.CheckpointMismatch.CreateRecord(path, path, $"the account '{other}'", $"the account '{account}'"));
        }

        if (!statuses.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(checkpoint.Statuses))
        {
            cmdlet.ThrowTerminatingError(VFErrors.CheckpointMismatch.CreateRecord(
                path, path, $"the status {string.Join(", ", checkpoint.Statuses)}", $"the status {string.Join(", ", statuses)}"));
        }

        return checkpoint;
    }

    /// <summary>Writes the checkpoint. A failure ends the command: without the file, notes would be returned twice.</summary>
    public void Write(WatchCheckpoint checkpoint)
    {
        try
        {
            checkpoint.Write(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            cmdlet.ThrowTerminatingError(FileFailure.NotWritten(path, path, failure));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => fileLock.Dispose();
}
