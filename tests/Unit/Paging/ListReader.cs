using VocaFuse.Paging;

namespace VocaFuse.Unit.Paging;

/// <summary>Reads the list of a fake service to its end, on one thread, so that the random seed determines the order of events.</summary>
internal static class ListReader
{
    public static List<Entry> Read(
        MutatingList list,
        FakePagedService service,
        Random random,
        int pageSize,
        long skip = 0,
        long? first = null,
        DeletionPattern? deletion = null)
    {
        var (everyNth, lag) = deletion ?? DeletionPattern.None;
        var read = new List<Entry>();
        var passed = 0;
        var pages = new PageEnumerator<Entry>(service.FetchAsync, static entry => entry.Id, VocaFuseResource.VoiceNote);
        var entries = pages.RunAsync(pageSize, skip, first, CancellationToken.None).GetAsyncEnumerator();
        while (true)
        {
            var next = entries.MoveNextAsync().AsTask();
            while (!next.IsCompleted)
            {
                service.RespondToOne();
            }

            if (!next.GetAwaiter().GetResult())
            {
                return read;
            }

            read.Add(entries.Current);
            for (; everyNth > 0 && passed < read.Count - lag; passed++)
            {
                if (passed % everyNth == 0)
                {
                    list.Delete(read[passed]);
                }
            }

            // Responses to prefetched pages can arrive at any time.
            if (random.Next(8) == 0)
            {
                service.RespondToOne();
            }
        }
    }
}
