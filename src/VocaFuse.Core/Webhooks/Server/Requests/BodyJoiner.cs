namespace VocaFuse.Webhooks.Server;

/// <summary>Joins the blocks of bodies. It joins one body at a time and so needs only one buffer.</summary>
/// <param name="maximumSize">The maximum size of a body.</param>
internal sealed class BodyJoiner(int maximumSize) : IDisposable
{
    private readonly SemaphoreSlim permit = new(1);

    /// <summary>Null until a body has more than one block.</summary>
    private byte[]? buffer;

    /// <summary>Passes a complete body to a function.</summary>
    /// <param name="body">The body.</param>
    /// <param name="use">The function. It may use the body only until it returns.</param>
    public async Task<T> UseAsync<T>(RequestBody body, Func<ReadOnlyMemory<byte>, T> use)
    {
        if (body.Blocks.Count <= 1)
        {
            return use(body.Blocks.Count == 0 ? default(ReadOnlyMemory<byte>) : body.Blocks[0].AsMemory(0, body.Length));
        }

        await permit.WaitAsync().ConfigureAwait(false);
        try
        {
            buffer ??= GC.AllocateUninitializedArray<byte>(maximumSize);
            body.CopyTo(buffer);
            return use(buffer.AsMemory(0, body.Length));
        }
        finally
        {
            permit.Release();
        }
    }

    public void Dispose() => permit.Dispose();
}
