using System.Buffers;
using System.Diagnostics;
using VocaFuse.Sandbox.Api;

namespace VocaFuse.Sandbox.Uploads;

/// <summary>Reads the body of a request, at most at the configured rate.</summary>
internal static class ThrottledReader
{
    private const int ChunkBytes = 64 * 1024;

    public static async ValueTask<long> ReadAsync(ApiCall call, Action<ReadOnlySpan<byte>> take)
    {
        var rate = call.State.Options.UploadBytesPerSecond;
        // Small chunks at a low rate, so that the progress of the sender is even.
        var buffer = ArrayPool<byte>.Shared.Rent(rate > 0 ? Math.Clamp(rate / 20, 1, ChunkBytes) : ChunkBytes);
        try
        {
            var watch = Stopwatch.StartNew();
            long total = 0;
            int read;
            while ((read = await call.Http.Request.Body.ReadAsync(buffer, call.Aborted)) > 0)
            {
                take(buffer.AsSpan(0, read));
                total += read;
                if (rate > 0 && TimeSpan.FromSeconds((double)total / rate) - watch.Elapsed is { Ticks: > 0 } early)
                {
                    await Task.Delay(early, call.Aborted);
                }
            }

            return total;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads and discards the body, because a client may not read the response before it has sent everything.</summary>
    public static async ValueTask DrainAsync(ApiCall call) => await call.Http.Request.Body.CopyToAsync(Stream.Null, call.Aborted);
}
