namespace VocaFuse.Transport;

/// <summary>Reads response bodies up to a maximum length.</summary>
internal static class ResponseBody
{
    /// <summary>The maximum length of a body, 64 MB. A page of 100 voice notes has about 100 KB.</summary>
    public const int MaximumLength = 64 * 1024 * 1024;

    /// <summary>The maximum capacity that is reserved because of a Content-Length, which need not be true.</summary>
    private const int MaximumInitialCapacity = 1024 * 1024;

    /// <summary>Reads a body to its end.</summary>
    /// <exception cref="InvalidDataException">The body is larger than <see cref="MaximumLength"/>.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, long? contentLength, CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Clamp(contentLength + 1 ?? 0, 16 * 1024, MaximumInitialCapacity)];
        var length = 0;
        while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            length += read;
            if (length > MaximumLength)
            {
                throw new InvalidDataException($"It is larger than the maximum of {MaximumLength / (1024 * 1024)} MB.");
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaximumLength + 1));
            }
        }

        return buffer.AsMemory(0, length);
    }
}
