namespace VocaFuse.Unit.Paging;

/// <summary>Runs a listing under many schedules of changes and responses, each of them determined by its seed.</summary>
internal static class ScheduleRunner
{
    public static void Run(int seed, int count, Action<Random, TotalsReporting> run)
    {
#if MUTATE
        // A mutation run repeats the tests for each mutant, and a defect that matters fails in many schedules.
        count /= 20;
#endif
        // Without a synchronization context, everything runs on this thread, in the order that the seed determines.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            for (var i = 0; i < count; i++)
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

    public static DeletionPattern RandomDeletion(Random random) =>
        random.Next(2) == 0 ? DeletionPattern.None : new DeletionPattern(random.Next(1, 4), random.Next(2) * random.Next(100));

    public static int RandomPageSize(Random random) => random.Next(2) == 0 ? 100 : random.Next(1, 101);
}
