namespace VocaFuse.Unit.Paging;

/// <summary>Runs what happens in a listing in many orders, each of them fixed by its seed.</summary>
internal static class Schedules
{
    public static void Run(int seed, int schedules, Action<Random, TotalsReporting> run)
    {
        // With no context to go back to, everything runs on this thread, in the order that the seed gives.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            for (var i = 0; i < schedules; i++)
            {
                var random = new Random((seed * 1_000_000) + i);
                try
                {
                    run(random, (TotalsReporting)random.Next(8));
                }
                catch (Exception failure)
                {
                    throw new InvalidOperationException($"Seed {seed}, schedule {i}: {failure.Message}", failure);
                }
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    public static int PageSize(Random random) => random.Next(2) == 0 ? 100 : random.Next(1, 101);
}
