namespace VocaFuse.Unit.Support;

/// <summary>A clock that records delays and ends each one immediately by advancing the time.</summary>
/// <remarks>A timer of <see cref="AttemptTimeout"/> is not a delay. It fires only on <see cref="Expire"/> or <see cref="Skip"/>.</remarks>
internal sealed class TestClock : TimeProvider
{
    /// <summary>The timeout of an attempt in tests; no other timer may have this length.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(77.7);

    private readonly Lock gate = new();
    private readonly List<Timer> pending = [];
    private readonly List<TimeSpan> delays = [];
    private TimeSpan skipped;

    /// <summary>True to add the skipped time to the system time instead of a fixed one, for a service that sends the date.</summary>
    public bool FollowsSystemTime { get; init; }

    /// <summary>False to keep delays pending until <see cref="Expire"/>.</summary>
    public bool AutoAdvances { get; init; } = true;

    /// <summary>The delays so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Delays
    {
        get
        {
            lock (gate)
            {
                return [.. delays];
            }
        }
    }

    private DateTimeOffset Now =>
        (FollowsSystemTime ? DateTimeOffset.UtcNow : new DateTimeOffset(2025, 10, 6, 12, 0, 0, TimeSpan.Zero)) + skipped;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return Now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state, dueTime);
        lock (gate)
        {
            timer.Due = Now + dueTime;
            if (!timer.IsAttempt)
            {
                delays.Add(dueTime);
            }

            if (timer.IsAttempt || !AutoAdvances)
            {
                pending.Add(timer);
                return timer;
            }
        }

        timer.Fire();
        return timer;
    }

    /// <summary>Fires all pending timers.</summary>
    public void Expire()
    {
        Timer[] due;
        lock (gate)
        {
            due = [.. pending];
            pending.Clear();
        }

        foreach (var timer in due)
        {
            timer.Fire();
        }
    }

    /// <summary>Advances the time, and fires the attempt timers that are due then before it returns.</summary>
    public void Skip(TimeSpan time)
    {
        Timer[] due;
        lock (gate)
        {
            skipped += time;
            due = [.. pending.Where(timer => timer.IsAttempt && timer.Due <= Now)];
            pending.RemoveAll(timer => due.Contains(timer));
        }

        foreach (var timer in due)
        {
            timer.Invoke();
        }
    }

    private void AdvanceTo(DateTimeOffset time)
    {
        lock (gate)
        {
            var step = time - Now;
            skipped += step > TimeSpan.Zero ? step : TimeSpan.Zero;
        }
    }

    private void Remove(Timer timer)
    {
        lock (gate)
        {
            pending.Remove(timer);
        }
    }

    private sealed class Timer(TestClock clock, TimerCallback callback, object? state, TimeSpan dueTime) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public bool IsAttempt => dueTime == AttemptTimeout;

        public void Invoke() => callback(state);

        public void Fire()
        {
            clock.AdvanceTo(Due);
            // Not inside CreateTimer: a real timer never fires before CreateTimer has returned it.
            ThreadPool.QueueUserWorkItem(_ => Invoke());
        }

        /// <summary>Called only for the stall timeout of uploads, which is an attempt timer.</summary>
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = clock.Now + dueTime;
            return true;
        }

        public void Dispose() => clock.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        public override string ToString() => dueTime.ToString();
    }
}
