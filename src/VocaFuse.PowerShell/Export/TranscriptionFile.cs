using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>A file of transcriptions, written atomically.</summary>
internal sealed class TranscriptionFile : IDisposable
{
    private readonly AtomicFile file;
    private readonly TranscriptionWriter writer;

    /// <summary>Creates the temporary file, and its folder if it does not exist.</summary>
    public TranscriptionFile(string path, Func<Stream, TranscriptionWriter> createWriter)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        file = new AtomicFile(path);
        writer = createWriter(file.Stream);
    }

    /// <summary>Runs a step of the writing, and returns its error; null if it succeeded.</summary>
    public static ErrorRecord? CatchError(string path, object target, Action write)
    {
        try
        {
            write();
            return null;
        }
        catch (VocaFuseCaptionException failure)
        {
            return VFErrors.NoWordTimes.CreateRecordFrom(failure, target);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return FileFailure.NotWritten(target, path, failure);
        }
    }

    public void Write(Transcription transcription) => writer.Write(transcription);

    /// <summary>Writes what is buffered, and returns true if the file is empty.</summary>
    public bool IsEmpty()
    {
        writer.Dispose();
        return file.Stream.Length == 0;
    }

    /// <summary>Renames the file to its final name.</summary>
    /// <exception cref="IOException">The file exists, and must not be overwritten.</exception>
    public void Commit(bool overwrite)
    {
        writer.Dispose();
        file.Commit(overwrite);
    }

    /// <summary>Deletes an incomplete file. Its writer is not disposed, because that would write what is buffered.</summary>
    public void Dispose() => file.Dispose();
}
