namespace VocaFuse.Unit.Support;

/// <summary>Waits for what happens, not for a time.</summary>
internal static class Eventually
{
    /// <summary>Longer than anything takes that works, also where the machine is busy elsewhere.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    /// <summary>Waits until something is true.</summary>
    /// <param name="condition">What is to become true.</param>
    /// <param name="work">What makes it so. Where that ends before, it is not going to happen.</param>
    public static async Task TrueAsync(Func<bool> condition, Task work)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.False(work.IsCompleted
                && !condition(), $"It ended before what was waited for: {work.Exception?.InnerException?.Message ?? "no error"}");
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Timeout, "The condition did not become true in time.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
