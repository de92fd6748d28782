using System.Buffers;
using System.Net;
using Microsoft.Win32.SafeHandles;

namespace VocaFuse.Uploads;

/// <summary>A part of a file as the content of a request. It is read while it is sent, a little at a time.</summary>
internal sealed class FileSegment(SafeFileHandle file, long start, long length) : HttpContent
{
    private const int Chunk = 64 * 1024;

    /// <summary>How much of it has gone out.</summary>
    public long Sent { get; private set; }

    /// <summary>Called with the number of bytes of each part that was sent.</summary>
    public Action<long>? OnSent { get; set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            while (Sent < length)
            {
                var read = await ReadAsync(buffer.AsMemory(0, (int)Math.Min(Chunk, length - Sent)), cancellationToken).ConfigureAwait(false);
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
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

    /// <summary>What goes wrong with the file must not pass for a broken connection, which would be tried again.</summary>
    private async Task<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            var read = await RandomAccess.ReadAsync(file, buffer, start + Sent, cancellationToken).ConfigureAwait(false);
            return read > 0 ? read : throw new VocaFuseAudioException(AudioErrorReason.Unreadable, "The file became shorter while it was sent.");
        }
        catch (IOException failure)
        {
            throw new VocaFuseAudioException(AudioErrorReason.Unreadable, $"The file cannot be read any further: {failure.Message}", failure);
        }
    }
}
