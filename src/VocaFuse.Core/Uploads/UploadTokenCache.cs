using System.Diagnostics.CodeAnalysis;

namespace VocaFuse.Uploads;

/// <summary>The front-end tokens of a connection: one for each user, used until shortly before it expires.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore holds no more than memory, and uploads that a caller gave up still release it.")]
internal sealed class UploadTokenCache(TimeProvider clock)
{
    /// <summary>How many are kept. Who uploads for more users than this at a time gets some of them twice.</summary>
    private const int Most = 256;

    /// <summary>A token that is over sooner than this is not used any more: clocks differ, and requests take time.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Dictionary<string, AccessToken> tokens = new(StringComparer.Ordinal);

    /// <summary>Gives a token for a user; another one than the last, where that was refused.</summary>
    public async Task<AccessToken> GetAsync(string userId, AccessToken? refused, VocaFuseClient client, CancellationToken cancellationToken)
    {
        // One at a time, so that many uploads that begin together ask for one token.
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (tokens.TryGetValue(userId, out var known) && known != refused && known.ExpiresAt > clock.GetUtcNow() + Margin)
            {
                return known;
            }

            var token = await client.CreateAccessTokenAsync(userId, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (tokens.Count >= Most)
            {
                tokens.Clear();
            }

            return tokens[userId] = token;
        }
        finally
        {
            gate.Release();
        }
    }
}
