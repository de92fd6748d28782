using System.Buffers;

namespace VocaFuse.Transport;

/// <summary>Reads an answer's body into rented memory, so that a page of notes costs no array of its own.</summary>
internal sealed class ResponseBody : IDisposable
{
    /// <summary>The largest body that is read. A page of 100 notes is some 100 KB; ten times a long transcription fits.</summary>
    public const int MaximumLength = 64 * 1024 * 1024;

    private const int FirstRent = 16 * 1024;

    private byte[] buffer = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    public static async Task<ResponseBody> ReadAsync(Stream stream, long? announced, CancellationToken cancellationToken)
    {
        var body = new ResponseBody();
        try
        {
            // The announced length is the sender's word: it saves growing, it does not get to reserve memory at will. Who has
            // sent a megabyte of it is believed.
            var whole = (int)Math.Clamp(announced.GetValueOrDefault() + 1, FirstRent, MaximumLength + 1);
            body.Grow(Math.Min(whole, 1024 * 1024));
            while (true)
            {
                var read = await stream.ReadAsync(body.buffer.AsMemory(body.Length), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return body;
                }

                body.Length += read;
                if (body.Length > MaximumLength)
                {
                    throw new InvalidDataException($"The answer is larger than {MaximumLength / (1024 * 1024)} MiB.");
                }

                if (body.Length == body.buffer.Length)
                {
                    body.Grow(Math.Max(whole, body.buffer.Length * 2));
                }
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
            Length = 0;
        }
    }

    private void Grow(int length)
    {
        var grown = ArrayPool<byte>.Shared.Rent(length);
        buffer.AsSpan(0, Length).CopyTo(grown);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        buffer = grown;
    }
}
