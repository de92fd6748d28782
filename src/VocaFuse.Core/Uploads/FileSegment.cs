using System.Buffers;
using System.Net;
using Microsoft.Win32.SafeHandles;

namespace VocaFuse.Uploads;

/// <summary>A part of a file as the content of a request. It is read in chunks while it is sent.</summary>
internal sealed class FileSegment(SafeFileHandle file, long start, long length) : HttpContent
{
    private const int ChunkSize = 64 * 1024;

    /// <summary>Gets the number of bytes that have been sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Gets or sets a callback for the number of bytes of each chunk that has been sent.</summary>
    public Action<long>? OnSent { get; set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            while (Sent < length)
            {
                var chunk = buffer.AsMemory(0, (int)Math.Min(ChunkSize, length - Sent));
                var read = await ReadAsync(chunk, cancellationToken).ConfigureAwait(false);
                await stream.WriteAsync(chunk[..read], cancellationToken).ConfigureAwait(false);
                Sent += read;
                OnSent?.Invoke(read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }

    /// <summary>Reads a chunk. An error of the file must not look like a connection error, which would be retried.</summary>
    private async Task<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            var read = await RandomAccess.ReadAsync(file, buffer, start + Sent, cancellationToken).ConfigureAwait(false);
            return read > 0
                ? read
                : throw new VocaFuseAudioException(AudioErrorReason.Unreadable, "The file became shorter while it was sent.");
        }
        catch (IOException failure)
        {
            throw new VocaFuseAudioException(AudioErrorReason.Unreadable, $"The file can no longer be read: {failure.Message}", failure);
        }
    }
}
