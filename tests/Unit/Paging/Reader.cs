using VocaFuse.Paging;

namespace VocaFuse.Unit.Paging;

/// <summary>Which of the entries it is given a reader deletes, and how late.</summary>
internal sealed record Deleting(int EveryNth, int Lag)
{
    public static readonly Deleting Nothing = new(0, 0);
}

/// <summary>Reads a model's list to its end, on one thread: what happens when is the random source's choice alone.</summary>
internal static class Reader
{
    public static List<Entry> Read(MutatingList list, FakePagedService service, Random random, int pageSize, long skip = 0, long? first = null, Deleting? deleting = null)
    {
        var (everyNth, lag) = deleting ?? Deleting.Nothing;
        var read = new List<Entry>();
        var deleted = 0;
        var loop = new PageEnumerator<Entry>(service.FetchAsync, static entry => entry.Id, VocaFuseResource.VoiceNote);
        var entries = loop.RunAsync(pageSize, skip, first, CancellationToken.None).GetAsyncEnumerator();
        while (true)
        {
            var next = entries.MoveNextAsync().AsTask();
            while (!next.IsCompleted)
            {
                service.AnswerOne();
            }

            if (!next.GetAwaiter().GetResult())
            {
                return read;
            }

            read.Add(entries.Current);
            for (; everyNth > 0 && deleted < read.Count - lag; deleted++)
            {
                if (deleted % everyNth == 0)
                {
                    list.Delete(read[deleted]);
                }
            }

            // What was asked for ahead may be answered at any time.
            if (random.Next(8) == 0)
            {
                service.AnswerOne();
            }
        }
    }
}
