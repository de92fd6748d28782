namespace VocaFuse.PowerShell;

/// <summary>
/// A file that is written atomically: under a temporary name in the same folder, and renamed at the end. Disposing it before the end
/// deletes the temporary file.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string path;
    private readonly string temporary;

    /// <summary>Creates the temporary file. The folder has to exist.</summary>
    public AtomicFile(string path)
    {
        this.path = path;
        temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetRandomFileName()}.vftmp");
        // Without a buffer, a full disk fails the write and not the disposal.
        Stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
    }

    public FileStream Stream { get; }

    /// <summary>Closes the file and renames it to its final name.</summary>
    /// <exception cref="IOException">The file exists, and must not be overwritten.</exception>
    public void Commit(bool overwrite)
    {
        Stream.Dispose();
        File.Move(temporary, path, overwrite);
    }

    public void Dispose()
    {
        Stream.Dispose();
        try
        {
            // After a commit, there is no such file.
            File.Delete(temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The error that prevented the commit is reported.
        }
    }
}
