namespace VocaFuse.Uploads;

internal static class FileStreamExtensions
{
    /// <summary>Fills a buffer from a place in a file; false where the file ends before.</summary>
    public static bool ReadFully(this FileStream file, long place, Span<byte> buffer)
    {
        if (place < 0 || place + buffer.Length > file.Length)
        {
            return false;
        }

        file.Position = place;
        return file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) == buffer.Length;
    }
}
