using VocaFuse.Sandbox;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.FaultMatrix;

/// <summary>Runs one endpoint in every weather against a sandbox of its own, and checks what was promised.</summary>
internal sealed class FaultMatrixRun(Endpoint endpoint, SandboxHost sandbox, Addresses addresses, CancellationToken token)
{
    /// <summary>A cell that is not through by then hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private List<object> expected = [];
    private string before = "";
    private string after = "";

    /// <summary>Learns in good weather what is right.</summary>
    public async Task LearnAsync()
    {
        using var client = Clients.Of(sandbox);
        var scene = await SetAsync(client);
        before = await FaultMatrixScenario.StateAsync(sandbox, token);
        expected = await endpoint.Run(scene, 0, token).ToListAsync();
        after = await FaultMatrixScenario.StateAsync(sandbox, token);
        Assert.Equal(endpoint.Kind == EndpointKind.Read || endpoint.LeavesNothing, before == after);
    }

    public async Task<FaultMatrixCell> RunAsync(FaultCondition condition)
    {
        try
        {
            return new FaultMatrixCell(await TryAsync(condition), null);
        }
        catch (Exception complaint)
        {
            return new FaultMatrixCell("broken", complaint);
        }
    }

    private async Task<string> TryAsync(FaultCondition condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(Patience);
        var clock = new TestClock { IsPresent = true };
        var notices = new RecordedRequestEvents();
        using var client = new VocaFuseClient(new(sandbox.ApiKey, sandbox.ApiSecret)
        {
            BaseAddress = addresses.Of(condition.Place, sandbox),
            Timeout = TestClock.AttemptTimeout,
            RetryDelay = TimeSpan.Zero,
            Clock = clock,
            Observer = notices,
        });
        var scene = await SetAsync(client);
        var items = new List<object>();
        var isSecondRun = condition.IsMidRun && !endpoint.IsPaged;
        if (isSecondRun)
        {
            await endpoint.Run(scene, 0, patience.Token).ToListAsync();
        }

        if (condition.Fault is { } fault)
        {
            // The first page of a list is to come through, so that there is something to lose.
            sandbox.Faults.Add(fault with { Skip = endpoint.IsPaged ? 1 : 0, Path = endpoint.FaultPath });
        }

        using var isOver = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
        var expiring = Stalls(condition) ? ExpireAsync(clock, isOver.Token) : Task.CompletedTask;
        VocaFuseException? failure = null;
        try
        {
            await foreach (var item in endpoint.Run(scene, isSecondRun ? 1 : 0, patience.Token))
            {
                items.Add(item);
            }
        }
        catch (VocaFuseException caught)
        {
            failure = caught;
        }

        await isOver.CancelAsync();
        await expiring;
        sandbox.Faults.Clear();
        var state = await FaultMatrixScenario.StateAsync(sandbox, token);
        CheckWait(condition, clock, notices);
        if (failure is null)
        {
            Assert.False(condition.IsMidRun, "Refused credentials went unnoticed.");
            Assert.Equivalent(expected, items, strict: true);
            Assert.Equal(after, state);
            return Done(notices.All.OfType<RequestRetried>().Count());
        }

        CheckFailure(failure, items, state, isSecondRun ? after : before);
        return FaultMatrixCellText.Of(failure, endpoint.IsPaged ? items.Count : null);
    }

    private void CheckFailure(VocaFuseException failure, List<object> items, string state, string untouched)
    {
        // What came before is whole and in order, and nothing follows it.
        Assert.Equivalent(expected.Take(items.Count).ToList(), items, strict: true);
        Assert.Equal(endpoint.IsPaged && failure is not VocaFuseConnectionException { IsUnreachable: true } ? VoiceNoteQuery.MaximumPageSize : 0, items.Count);
        // Done once or not at all; and if it was done, the failure says that it may have been.
        if (state != untouched)
        {
            Assert.Equal(after, state);
            Assert.True(failure.MayHaveBeenApplied, "It was carried out, and the failure does not say that it may have been.");
        }
    }

    /// <summary>True where an attempt comes to no end by itself. An answer without a body has nothing to drip.</summary>
    private bool Stalls(FaultCondition condition) => condition.Fault is { Kind: FaultKind.Hang } || (condition.Fault is { Kind: FaultKind.Drip } && !endpoint.AnswersNothing);

    /// <summary>Ends the attempt that met the fault, and no other: time passes for nobody else.</summary>
    private async Task ExpireAsync(TestClock clock, CancellationToken isOver)
    {
        while (!sandbox.Log.Any(static request => request.Fault is not null))
        {
            await Task.Delay(5, isOver).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (isOver.IsCancellationRequested)
            {
                return;
            }
        }

        clock.Expire();
    }

    /// <summary>A wait that the service asked for is kept, and announced before it begins.</summary>
    private static void CheckWait(FaultCondition condition, TestClock clock, RecordedRequestEvents notices)
    {
        var announced = notices.All.OfType<RequestRetried>().Where(notice => notice.IsRateLimit).Select(notice => notice.Delay).ToList();
        if (condition.Wait is not { } wait)
        {
            Assert.Empty(announced);
            return;
        }

        Assert.Equal(wait, Assert.Single(announced));
        Assert.Contains(clock.Delays, delay => delay >= wait - TimeSpan.FromSeconds(1) && delay <= wait);
    }

    private static string Done(int retries) => retries switch
    {
        0 => "done",
        1 => "done, 1 retry",
        _ => $"done, {retries} retries",
    };

    private Task<FaultMatrixScenario> SetAsync(VocaFuseClient client) => FaultMatrixScenario.SetAsync(sandbox, client, withWebhook: !endpoint.MakesWebhook, token);
}
