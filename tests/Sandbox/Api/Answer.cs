using System.Buffers;
using System.Collections.Concurrent;

namespace VocaFuse.Sandbox.Api;

/// <summary>
/// An answer before it goes on the wire. It is whole in memory first, so that a fault can cut it, lose it or
/// replace it after the operation was done; the buffers are used again.
/// </summary>
internal sealed class Answer : IDisposable
{
    private static readonly ConcurrentBag<ArrayBufferWriter<byte>> Pool = [];

    public int Status { get; set; } = StatusCodes.Status200OK;
    public string? ContentType { get; set; }
    public Dictionary<string, string> Headers { get; } = [];
    public ArrayBufferWriter<byte> Body { get; } = Pool.TryTake(out var buffer) ? buffer : new(16 * 1024);

    /// <summary>Forgets the body, not the headers.</summary>
    public void Replace(int status, string? contentType, ReadOnlySpan<byte> body)
    {
        Status = status;
        ContentType = contentType;
        Body.ResetWrittenCount();
        Body.Write(body);
    }

    public void Cut(int length)
    {
        var kept = Body.WrittenSpan[..length].ToArray();
        Body.ResetWrittenCount();
        Body.Write(kept);
    }

    public void Dispose()
    {
        Body.ResetWrittenCount();
        Pool.Add(Body);
    }
}
