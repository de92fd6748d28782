using System.Net;

namespace VocaFuse.Webhooks.Server;

/// <summary>The body of a request while it is received. It grows with what arrives, not with what was announced.</summary>
/// <param name="maximumSize">The largest number of bytes.</param>
/// <param name="tryReserve">Reserves memory for the given number of bytes in all; false if there is none to spare.</param>
internal sealed class RequestBody(int maximumSize, Func<int, bool> tryReserve)
{
    private const int InitialCapacity = 4096;

    private byte[] bytes = [];
    private int length;

    /// <summary>Gets what was received.</summary>
    public ReadOnlyMemory<byte> Memory => bytes.AsMemory(0, length);

    /// <exception cref="RequestRejectedException">So many further bytes would be too many.</exception>
    public void CheckRoom(long count)
    {
        if (count > maximumSize - length)
        {
            throw new RequestRejectedException(HttpStatusCode.RequestEntityTooLarge, "The body is too large.");
        }
    }

    /// <summary>Gets the memory for the next bytes.</summary>
    /// <param name="count">The number of bytes that are still expected; at least one.</param>
    public Memory<byte> GetMemory(long count)
    {
        if (length == bytes.Length)
        {
            var capacity = (int)Math.Min(length + count, Math.Max(InitialCapacity, length * 2L));
            if (!tryReserve(capacity))
            {
                throw new RequestRejectedException(
                    HttpStatusCode.ServiceUnavailable, "Too many bodies are being received; deliver it again.");
            }

            Array.Resize(ref bytes, capacity);
        }

        return bytes.AsMemory(length, (int)Math.Min(count, bytes.Length - length));
    }

    /// <summary>Counts bytes that were written into the memory of <see cref="GetMemory"/>.</summary>
    public void Advance(int count) => length += count;
}
