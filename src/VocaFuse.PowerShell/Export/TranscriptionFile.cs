using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>
/// A file of transcriptions that is written atomically: under a temporary name in the same folder, and renamed at the end.
/// Disposing it before the end deletes the temporary file.
/// </summary>
internal sealed class TranscriptionFile : IDisposable
{
    private readonly string path;
    private readonly string temporary;
    private readonly FileStream stream;
    private readonly TranscriptionWriter writer;
    private bool isOver;

    /// <summary>Creates the temporary file, and its folder if it does not exist.</summary>
    public TranscriptionFile(string path, Func<Stream, TranscriptionWriter> createWriter)
    {
        this.path = path;
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        temporary = Path.Combine(folder, $".{Path.GetRandomFileName()}.vftmp");
        // The writer has a buffer. A second one could fail when it is closed.
        stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        writer = createWriter(stream);
    }

    /// <summary>Runs a step of the writing, and returns its error; null if it succeeded.</summary>
    public static ErrorRecord? Failure(string path, object target, Action write)
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

    /// <summary>True if nothing was written to the file. Reading this property closes the file for writing.</summary>
    public bool IsEmpty
    {
        get
        {
            Close();
            return new FileInfo(temporary).Length == 0;
        }
    }

    public void Write(Transcription transcription) => writer.Write(transcription);

    /// <summary>Renames the file to its final name.</summary>
    /// <exception cref="IOException">The file exists, and must not be overwritten.</exception>
    public void Commit(bool overwrite)
    {
        Close();
        File.Move(temporary, path, overwrite);
        isOver = true;
    }

    public void Dispose()
    {
        if (isOver)
        {
            return;
        }

        isOver = true;
        try
        {
            Close();
        }
        catch (IOException)
        {
            // Closing writes the buffer, for which the disk may be full. The content is not needed any more.
        }

        stream.Dispose();
        File.Delete(temporary);
    }

    private void Close()
    {
        if (stream.CanWrite)
        {
            writer.Dispose();
            stream.Dispose();
        }
    }
}
