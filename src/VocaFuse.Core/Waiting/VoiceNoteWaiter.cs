using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using VocaFuse.Errors;

namespace VocaFuse;

/// <summary>
/// Waits until voice notes have left <c>processing</c>. One waiter serves any number of notes at once and keeps them
/// together from asking too often.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore holds no more than memory, and looks that a caller gave up still release it.")]
public sealed class VoiceNoteWaiter
{
    /// <summary>
    /// How many looks a second all notes of a waiter take together at the most, once each was looked at. The more notes
    /// are open, the longer each of them rests.
    /// </summary>
    private const double LooksPerSecond = 10;

    private const double Growth = 1.25;

    /// <summary>How far the rest between two looks at a note grows, in times of the first.</summary>
    private const double MostGrowth = 5;

    private readonly VocaFuseClient client;
    private readonly TimeSpan timeout;
    private readonly TimeSpan pollInterval;
    private readonly SemaphoreSlim places;
    private int open;
    private int finished;

    /// <summary>Makes a waiter.</summary>
    /// <param name="client">The service.</param>
    /// <param name="timeout">How long to wait for each note, from when it is given. Nothing means: look once.</param>
    /// <param name="pollInterval">The rest between the first two looks at a note. It grows gently, up to five times as long.</param>
    /// <param name="concurrency">How many looks may be on their way at once.</param>
    public VoiceNoteWaiter(VocaFuseClient client, TimeSpan timeout, TimeSpan pollInterval, int concurrency = 8)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(pollInterval, TimeSpan.Zero);
        this.client = client;
        this.timeout = timeout;
        this.pollInterval = pollInterval;
        places = new SemaphoreSlim(concurrency, concurrency);
    }

    /// <summary>How many notes are being waited for.</summary>
    public int OpenCount => Volatile.Read(ref open);

    /// <summary>How many notes are waited for no longer, whether they are ready or not.</summary>
    public int FinishedCount => Volatile.Read(ref finished);

    /// <summary>Waits for one note and gives it as it is then: transcribed, failed, or whatever the service calls it.</summary>
    /// <exception cref="VocaFuseStillProcessingException">Time is up and the note is still processing.</exception>
    /// <exception cref="VocaFuseException">The note cannot be looked at.</exception>
    public async Task<VoiceNote> WaitAsync(string voiceNoteId, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref open);
        try
        {
            var started = client.Clock.GetTimestamp();
            for (var looks = 1; ; looks++)
            {
                var note = await LookAsync(voiceNoteId, cancellationToken).ConfigureAwait(false);
                if (!note.IsProcessing)
                {
                    return note;
                }

                var left = timeout - client.Clock.GetElapsedTime(started);
                if (left <= TimeSpan.Zero)
                {
                    throw new VocaFuseStillProcessingException(
                        string.Create(CultureInfo.InvariantCulture, $"The voice note '{voiceNoteId}' is still processing after {timeout.TotalSeconds:0.###} s."),
                        new ErrorContext { Resource = VocaFuseResource.VoiceNote },
                        note);
                }

                var rest = RestAfter(looks);
                await Task.Delay(rest < left ? rest : left, client.Clock, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Decrement(ref open);
            Interlocked.Increment(ref finished);
        }
    }

    private async Task<VoiceNote> LookAsync(string voiceNoteId, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await client.GetVoiceNoteAsync(voiceNoteId, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            places.Release();
        }
    }

    private TimeSpan RestAfter(int looks)
    {
        var grown = pollInterval * Math.Min(MostGrowth, Math.Pow(Growth, looks - 1));
        var fair = TimeSpan.FromSeconds(OpenCount / LooksPerSecond);
        return grown > fair ? grown : fair;
    }
}
