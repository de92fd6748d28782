using System.Buffers;
using System.Collections.Concurrent;

namespace VocaFuse.Sandbox.Api;

/// <summary>
/// A buffered response. A fault can truncate, drop or replace it after the operation was applied. The buffers are pooled.
/// </summary>
internal sealed class ApiResponse : IDisposable
{
    private static readonly ConcurrentBag<ArrayBufferWriter<byte>> Pool = [];

    public int Status { get; set; } = StatusCodes.Status200OK;
    public string? ContentType { get; set; }
    public Dictionary<string, string> Headers { get; } = [];
    public ArrayBufferWriter<byte> Body { get; } = Pool.TryTake(out var buffer) ? buffer : new(16 * 1024);

    /// <summary>Replaces status, content type and body. The other headers stay.</summary>
    public void Replace(int status, string? contentType, ReadOnlySpan<byte> body)
    {
        Status = status;
        ContentType = contentType;
        Body.ResetWrittenCount();
        Body.Write(body);
    }

    public void Truncate(int length)
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
