using System.Collections.Concurrent;
using VocaFuse.Sandbox;

namespace VocaFuse.Unit.FaultMatrix;

/// <summary>The whole matrix, run once for all tests.</summary>
public sealed class FaultMatrixFixture : IAsyncLifetime
{
    private readonly ConcurrentDictionary<(string Endpoint, string FaultCondition, ApiNames Names), FaultMatrixCell> cells = new();

    public async ValueTask InitializeAsync()
    {
        await using var expired = await SandboxHost.StartAsync(new SandboxOptions { ExpiredCertificate = true });
        var addresses = new Addresses(expired);
        var options = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(Endpoints.All, options, async (endpoint, token) =>
        {
            foreach (var names in FaultMatrixRun.Families)
            {
                await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions
                {
                    Notes = FaultMatrixScenario.Notes,
                    Family = names == ApiNames.Recordings ? SandboxFamily.Recordings : SandboxFamily.VoiceNotes,
                    UnknownRoute = UnknownRouteResponse.NotFound,
                });
                var run = new FaultMatrixRun(endpoint, sandbox, addresses, names, token);
                await run.RecordExpectedAsync();
                foreach (var condition in FaultCondition.For(endpoint.Kind))
                {
                    cells[(endpoint.Name, condition.Name, names)] = await run.RunAsync(condition);
                }
            }
        });
        Assert.Empty(expired.Log);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal FaultMatrixCell this[string endpoint, string condition, ApiNames names = ApiNames.VoiceNotes] =>
        cells[(endpoint, condition, names)];
}
