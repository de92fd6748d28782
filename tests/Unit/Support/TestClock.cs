namespace VocaFuse.Unit.Support;

/// <summary>A clock on which nobody waits: each delay is noted, time jumps to its end, and it is over.</summary>
/// <remarks>The time that an attempt may take is no delay. Timers of that length stay quiet until <see cref="Expire"/>.</remarks>
internal sealed class TestClock : TimeProvider
{
    /// <summary>The timeout of an attempt in tests; no other timer may have this length.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(77.7);

    private readonly Lock gate = new();
    private readonly List<Timer> waiting = [];
    private readonly List<TimeSpan> delays = [];
    private TimeSpan skipped;

    /// <summary>True to go with the present and add what was jumped over, for a service that sends dates of its own.</summary>
    public bool IsPresent { get; init; }

    /// <summary>False to let delays last until <see cref="Expire"/>.</summary>
    public bool IsQuick { get; init; } = true;

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

    private DateTimeOffset Now => (IsPresent ? DateTimeOffset.UtcNow : new DateTimeOffset(2025, 10, 6, 12, 0, 0, TimeSpan.Zero)) + skipped;

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

            if (timer.IsAttempt || !IsQuick)
            {
                waiting.Add(timer);
                return timer;
            }
        }

        timer.Fire();
        return timer;
    }

    /// <summary>Lets every timer that is on come to its end.</summary>
    public void Expire()
    {
        Timer[] due;
        lock (gate)
        {
            due = [.. waiting];
            waiting.Clear();
        }

        foreach (var timer in due)
        {
            timer.Fire();
        }
    }

    /// <summary>Lets time go by. Attempts whose time is up by then have ended when it returns.</summary>
    public void Skip(TimeSpan time)
    {
        Timer[] due;
        lock (gate)
        {
            skipped += time;
            due = [.. waiting.Where(timer => timer.IsAttempt && timer.Due <= Now)];
            waiting.RemoveAll(timer => due.Contains(timer));
        }

        foreach (var timer in due)
        {
            timer.End();
        }
    }

    private void JumpTo(DateTimeOffset moment)
    {
        lock (gate)
        {
            var jump = moment - Now;
            skipped += jump > TimeSpan.Zero ? jump : TimeSpan.Zero;
        }
    }

    private void Forget(Timer timer)
    {
        lock (gate)
        {
            waiting.Remove(timer);
        }
    }

    private sealed class Timer(TestClock clock, TimerCallback callback, object? state, TimeSpan dueTime) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public bool IsAttempt => dueTime == AttemptTimeout;

        public void End() => callback(state);

        public void Fire()
        {
            clock.JumpTo(Due);
            // Not from within CreateTimer: no real timer fires before whoever made it has it in hands.
            ThreadPool.QueueUserWorkItem(_ => End());
        }

        /// <summary>Only the time that an attempt may stand still is ever put off, and that stays quiet like an attempt's own.</summary>
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = clock.Now + dueTime;
            return true;
        }

        public void Dispose() => clock.Forget(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        public override string ToString() => dueTime.ToString();
    }
}
