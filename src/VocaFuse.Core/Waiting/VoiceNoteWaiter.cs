using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>
/// Polls voice notes until they are no longer <c>processing</c>. One waiter serves any number of voice notes and limits the
/// number of requests for all of them.
/// </summary>
[SuppressMessage("Design", "CA1001",
    Justification = "The semaphore holds no native handle, and requests that a caller abandoned still release it.")]
public sealed class VoiceNoteWaiter
{
    /// <summary>
    /// The maximum number of requests per second for all voice notes, after the first request for each. The interval of a
    /// voice note grows with the number of pending ones.
    /// </summary>
    private const double RequestsPerSecond = 10;

    /// <summary>The factor by which the interval grows with each request, and its maximum in relation to the first interval.</summary>
    private const double Growth = 1.25;
    private const double MaximumGrowth = 5;

    private readonly VocaFuseClient client;
    private readonly TimeSpan timeout;
    private readonly TimeSpan pollInterval;
    private readonly SemaphoreSlim concurrencyLimit;
    private int pendingCount;
    private int finishedCount;

    /// <summary>Initializes a waiter.</summary>
    /// <param name="client">The client.</param>
    /// <param name="timeout">The maximum time to wait for each voice note. With zero, each is requested once.</param>
    /// <param name="pollInterval">The interval between the first two requests for a voice note. It grows up to five times as long.</param>
    /// <param name="concurrency">The maximum number of concurrent requests.</param>
    public VoiceNoteWaiter(
        VocaFuseClient client, TimeSpan timeout, TimeSpan pollInterval, int concurrency = VocaFuseClientOptions.DefaultConcurrency)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(pollInterval, TimeSpan.Zero);
        this.client = client;
        this.timeout = timeout;
        this.pollInterval = pollInterval;
        concurrencyLimit = new SemaphoreSlim(concurrency, concurrency);
    }

    /// <summary>Gets the number of voice notes that are being waited for.</summary>
    public int PendingCount => Volatile.Read(ref pendingCount);

    /// <summary>Gets the number of voice notes whose wait has ended, successfully or not.</summary>
    public int FinishedCount => Volatile.Read(ref finishedCount);

    /// <summary>Waits for a voice note and returns it when its status is no longer <c>processing</c>.</summary>
    /// <exception cref="VocaFuseStillProcessingException">The voice note is still processing when the time is up.</exception>
    /// <exception cref="VocaFuseException">A request failed.</exception>
    public async Task<VoiceNote> WaitAsync(string voiceNoteId, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref pendingCount);
        try
        {
            var started = client.Clock.GetTimestamp();
            for (var requests = 1; ; requests++)
            {
                var note = await GetAsync(voiceNoteId, cancellationToken).ConfigureAwait(false);
                if (!note.IsProcessing)
                {
                    return note;
                }

                var remaining = timeout - client.Clock.GetElapsedTime(started);
                if (remaining <= TimeSpan.Zero)
                {
                    throw new VocaFuseStillProcessingException(
                        string.Create(CultureInfo.InvariantCulture,
                            $"The voice note '{voiceNoteId}' is still processing after {timeout.TotalSeconds:0.###} s."),
                        new ErrorContext { Resource = VocaFuseResource.VoiceNote },
                        note);
                }

                var interval = IntervalAfter(requests);
                await Task.Delay(interval < remaining ? interval : remaining, client.Clock, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Decrement(ref pendingCount);
            Interlocked.Increment(ref finishedCount);
        }
    }

    private async Task<VoiceNote> GetAsync(string voiceNoteId, CancellationToken cancellationToken)
    {
        await concurrencyLimit.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await client.GetVoiceNoteAsync(voiceNoteId, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            concurrencyLimit.Release();
        }
    }

    private TimeSpan IntervalAfter(int requests)
    {
        var interval = pollInterval * Math.Min(MaximumGrowth, Math.Pow(Growth, requests - 1));
        var fairInterval = TimeSpan.FromSeconds(PendingCount / RequestsPerSecond);
        return interval > fairInterval ? interval : fairInterval;
    }
}
