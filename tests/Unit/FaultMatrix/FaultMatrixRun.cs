using VocaFuse.Sandbox;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.FaultMatrix;

/// <summary>Runs one endpoint with every fault against its own sandbox and checks the guarantees.</summary>
internal sealed class FaultMatrixRun(Endpoint endpoint, SandboxHost sandbox, Addresses addresses, ApiNames names, CancellationToken token)
{
    /// <summary>The families of names that a service can have.</summary>
    public static readonly ApiNames[] Families = [ApiNames.VoiceNotes, ApiNames.Recordings];

    /// <summary>The maximum time for a cell. It ends a test that hangs.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    /// <summary>The results without a fault.</summary>
    private List<object> expected = [];

    /// <summary>The data of the service before and after the call without a fault.</summary>
    private string before = "";
    private string after = "";

    /// <summary>Records the correct results without a fault.</summary>
    public async Task RecordExpectedAsync()
    {
        using var client = Clients.Create(sandbox, apiNames: names);
        var scenario = await CreateScenarioAsync(client);
        before = await FaultMatrixScenario.StateAsync(sandbox, token);
        expected = await endpoint.Run(scenario, 0, token).ToListAsync();
        after = await FaultMatrixScenario.StateAsync(sandbox, token);
        Assert.Equal(endpoint.Kind == EndpointKind.Read || endpoint.LeavesNothing, before == after);
    }

    public async Task<FaultMatrixCell> RunAsync(FaultCondition condition)
    {
        try
        {
            return new FaultMatrixCell(await TryAsync(condition), null);
        }
        catch (Exception failedAssertion)
        {
            return new FaultMatrixCell("broken", failedAssertion);
        }
    }

    private async Task<string> TryAsync(FaultCondition condition)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(token);
        timeout.CancelAfter(Timeout);
        var clock = new TestClock { FollowsSystemTime = true };
        var events = new RecordedRequestEvents();
        using var client = new VocaFuseClient(new(sandbox.ApiKey, sandbox.ApiSecret)
        {
            BaseAddress = addresses.Get(condition.Target, sandbox),
            Timeout = TestClock.AttemptTimeout,
            RetryDelay = TimeSpan.Zero,
            Clock = clock,
            Observer = events,
            // The client detects the family with a request to a route of voice notes.
            ApiNames = endpoint.IsOfVoiceNotes ? ApiNames.Auto : names,
        });
        var scenario = await CreateScenarioAsync(client);
        var items = new List<object>();
        var isSecondRun = condition.IsMidRun && !endpoint.IsPaged;
        if (isSecondRun)
        {
            await endpoint.Run(scenario, 0, timeout.Token).ToListAsync();
        }

        if (condition.Fault is { } fault)
        {
            // The first page of a list succeeds, so that there are results before the failure.
            sandbox.Faults.Add(fault with { Skip = endpoint.IsPaged ? 1 : 0, Path = names.Translate(endpoint.FaultPath) });
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token);
        var expiry = Stalls(condition) ? ExpireAsync(clock, ended.Token) : Task.CompletedTask;
        VocaFuseException? failure = null;
        try
        {
            await foreach (var item in endpoint.Run(scenario, isSecondRun ? 1 : 0, timeout.Token))
            {
                items.Add(item);
            }
        }
        catch (VocaFuseException caught)
        {
            failure = caught;
        }

        await ended.CancelAsync();
        await expiry;
        sandbox.Faults.Clear();
        var state = await FaultMatrixScenario.StateAsync(sandbox, token);
        CheckDelay(condition, clock, events);
        if (failure is null)
        {
            Assert.False(condition.IsMidRun, "Rejected credentials were not reported.");
            Assert.Equivalent(expected, items, strict: true);
            Assert.Equal(after, state);
            return Done(events.All.OfType<RequestRetried>().Count());
        }

        CheckFailure(failure, items, state, isSecondRun ? after : before);
        return FaultMatrixCellText.Format(failure, endpoint.IsPaged ? items.Count : null);
    }

    private void CheckFailure(VocaFuseException failure, List<object> items, string state, string untouched)
    {
        // The results before the failure are complete and in order.
        Assert.Equivalent(expected.Take(items.Count).ToList(), items, strict: true);
        Assert.Equal(endpoint.IsPaged && failure is not VocaFuseConnectionException { IsUnreachable: true }
            ? VoiceNoteQuery.MaximumPageSize : 0, items.Count);
        // The request was applied at most once, and if it was, the exception states that it may have been.
        if (state != untouched)
        {
            Assert.Equal(after, state);
            Assert.True(failure.MayHaveBeenApplied, "It was applied, but MayHaveBeenApplied is false.");
        }
    }

    /// <summary>Returns true if an attempt ends only with its timeout. A response without a body cannot stall.</summary>
    private bool Stalls(FaultCondition condition) => condition.Fault is { Kind: FaultKind.Hang }
        || (condition.Fault is { Kind: FaultKind.Drip } && !endpoint.HasNoBody);

    /// <summary>Triggers the timeout of the attempt with the fault only.</summary>
    private async Task ExpireAsync(TestClock clock, CancellationToken ended)
    {
        while (!sandbox.Log.Any(static request => request.Fault is not null))
        {
            await Task.Delay(5, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
            {
                return;
            }
        }

        clock.Expire();
    }

    /// <summary>Checks that the client waits for the Retry-After of the response, and reports it.</summary>
    private static void CheckDelay(FaultCondition condition, TestClock clock, RecordedRequestEvents events)
    {
        var announced = events.All.OfType<RequestRetried>().Where(retried => retried.IsRateLimit).Select(retried => retried.Delay).ToList();
        if (condition.Delay is not { } expected)
        {
            Assert.Empty(announced);
            return;
        }

        Assert.Equal(expected, Assert.Single(announced));
        Assert.Contains(clock.Delays, delay => delay >= expected - TimeSpan.FromSeconds(1) && delay <= expected);
    }

    private static string Done(int retries) => retries switch
    {
        0 => "done",
        1 => "done, 1 retry",
        _ => $"done, {retries} retries",
    };

    private Task<FaultMatrixScenario> CreateScenarioAsync(VocaFuseClient client) =>
        FaultMatrixScenario.CreateAsync(sandbox, client, names, withWebhook: !endpoint.CreatesWebhook, token);
}
