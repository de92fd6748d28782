using System.Diagnostics.CodeAnalysis;

namespace VocaFuse.Uploads;

/// <summary>The access tokens of a connection: one for each user, used until shortly before it expires.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore holds only memory, and abandoned uploads still release it.")]
internal sealed class UploadTokenCache(TimeProvider clock)
{
    /// <summary>Beyond this number of users, all cached tokens are dropped and fetched again when needed.</summary>
    private const int Capacity = 256;

    /// <summary>A token that expires sooner than this is not used: clocks differ, and requests take time.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim sync = new(1, 1);
    private readonly Dictionary<string, UploadToken> tokens = new(StringComparer.Ordinal);

    /// <summary>Gets a token for a user. If the cached one was rejected: the next form of it, or a new token after the last form.</summary>
    public async Task<UploadToken> GetAsync(
        string userId, UploadToken? rejected, VocaFuseClient client, CancellationToken cancellationToken)
    {
        // One request at a time, so that uploads that start together request one token.
        await sync.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (tokens.TryGetValue(userId, out var known) && known.Token.ExpiresAt > clock.GetUtcNow() + Margin
                && (known == rejected ? known.Next : known) is { } usable)
            {
                return tokens[userId] = usable;
            }

            var token = await client.CreateAccessTokenAsync(userId, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (tokens.Count >= Capacity)
            {
                tokens.Clear();
            }

            return tokens[userId] = new UploadToken(token);
        }
        finally
        {
            sync.Release();
        }
    }
}
