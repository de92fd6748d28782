namespace VocaFuse.Audio.Containers;

/// <summary>Reads the bytes of an audio file at any position, through one buffer. No read goes beyond the end of the file.</summary>
internal sealed class AudioSource(Stream stream)
{
    /// <summary>The maximum number of bytes that one call can read.</summary>
    public const int BufferSize = 64 * 1024;

    /// <summary>The number of bytes that a search reads at once. It is small, so that searches rarely move the buffer.</summary>
    public const int SearchWindow = 4 * 1024;

    /// <summary>The number of bytes to keep before a requested position, because readers that compare frames move back and forth.</summary>
    private const int LookBehind = 16 * 1024;

    private readonly byte[] buffer = new byte[LookBehind + BufferSize];
    private long bufferStart;
    private int bufferLength;

    /// <summary>Gets the size of the file in bytes.</summary>
    public long Length { get; } = stream.Length;

    /// <summary>Gets the number of calls of <see cref="Peek"/>, by which tests recognize readers that look at each byte.</summary>
    public long PeekCount { get; private set; }

    /// <summary>Reads bytes, or fewer if the file ends before. They are valid until the next read.</summary>
    public ReadOnlySpan<byte> Peek(long position, int count)
    {
        PeekCount++;
        if (position < 0 || position >= Length)
        {
            return [];
        }

        count = (int)Math.Min(count, Length - position);
        if (position < bufferStart || position + count > bufferStart + bufferLength)
        {
            bufferStart = Math.Max(0, position - LookBehind);
            stream.Position = bufferStart;
            bufferLength = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }

        var available = buffer.AsSpan(0, bufferLength)[(int)Math.Min(position - bufferStart, bufferLength)..];
        return available[..Math.Min(count, available.Length)];
    }

    /// <summary>Reads exactly a number of bytes; false if the file ends before. They are valid until the next read.</summary>
    public bool TryRead(long position, int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = Peek(position, count);
        return bytes.Length == count;
    }

    /// <summary>Finds the next occurrence of a byte sequence; -1 if there is none before <paramref name="end"/>.</summary>
    public long IndexOf(ReadOnlySpan<byte> sequence, long position, long end)
    {
        end = Math.Min(end, Length);
        while (position + sequence.Length <= end)
        {
            var window = Peek(position, (int)Math.Min(SearchWindow, end - position));
            if (window.IndexOf(sequence) is >= 0 and var found)
            {
                return position + found;
            }

            // Windows overlap, so that a sequence across their border is found.
            position += Math.Max(1, window.Length - sequence.Length + 1);
        }

        return -1;
    }
}
