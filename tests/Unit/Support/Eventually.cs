namespace VocaFuse.Unit.Support;

/// <summary>Waits for a condition instead of a fixed time.</summary>
internal static class Eventually
{
    /// <summary>Only a broken test takes longer, even on a busy machine.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    /// <summary>Waits until a condition is true.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="work">The task that makes it true. If it completes first, the wait fails.</param>
    public static async Task TrueAsync(Func<bool> condition, Task work)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.False(
                work.IsCompleted && !condition(),
                $"The task completed before the condition was true: {work.Exception?.InnerException?.Message ?? "no error"}");
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Timeout, "The condition did not become true in time.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
