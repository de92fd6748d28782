using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>
/// A file of transcriptions that is either whole or not there: it is written under a name of its own beside its place and
/// moved there in the end. Disposed before that, it leaves nothing behind.
/// </summary>
internal sealed class TranscriptionFile : IDisposable
{
    private readonly string place;
    private readonly string temporary;
    private readonly FileStream stream;
    private readonly TranscriptionWriter writer;
    private bool isOver;

    /// <summary>Begins a file; makes its folder where there is none.</summary>
    public TranscriptionFile(string path, TranscriptionFormat format)
    {
        place = path;
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        temporary = Path.Combine(folder, $".{Path.GetRandomFileName()}.vftmp");
        // The writer holds back what is worth it; a second buffer could fail when it is closed.
        stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        writer = new TranscriptionWriter(stream, format);
    }

    /// <summary>Does a step of the writing, and gives the error that it ends in; null where all went well.</summary>
    public static ErrorRecord? Failure(string path, object target, Action write)
    {
        try
        {
            write();
            return null;
        }
        catch (NotSupportedException failure)
        {
            return VFErrors.NoWordTimes.RecordOf(failure, target);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return VFErrors.FileNotWritten.Record(target, path, failure.Message);
        }
    }

    public void Write(Transcription transcription) => writer.Write(transcription);

    /// <summary>Puts the file in its place.</summary>
    /// <exception cref="IOException">There is a file already and it is not to be overwritten.</exception>
    public void Commit(bool overwrite)
    {
        Close();
        File.Move(temporary, place, overwrite);
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
            // Closing flushes the buffer, which fails on a full disk. The file is deleted anyway.
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
