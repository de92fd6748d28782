using VocaFuse.Sandbox;

namespace VocaFuse.Unit.Support;

/// <summary>Creates clients for tests.</summary>
internal static class Clients
{
    public const string Key = "sk_test_0123456789abcdef";

    public const string Secret = "s3cr3t-0123456789-abcdef";

    public static readonly Uri Address = new("https://voca.example/v1");

    /// <summary>Creates a client with a scripted handler and a clock whose delays end immediately.</summary>
    public static VocaFuseClient Scripted(HttpMessageHandler network, TimeProvider? clock = null, int retries = 3,
        IRequestObserver? observer = null, ApiNames apiNames = ApiNames.VoiceNotes) => new(new(Key, Secret)
    {
        BaseAddress = Address,
        Handler = network,
        Clock = clock ?? new TestClock(),
        Timeout = TestClock.AttemptTimeout,
        MaximumRetryCount = retries,
        RetryDelay = TimeSpan.FromSeconds(1),
        Observer = observer,
        ApiNames = apiNames,
    });

    /// <summary>Creates a client of a sandbox that uses real connections and retries without a delay.</summary>
    public static VocaFuseClient Create(SandboxHost sandbox, Uri? address = null, TimeProvider? clock = null,
        HttpMessageHandler? handler = null, IRequestObserver? observer = null, ApiNames apiNames = ApiNames.VoiceNotes) =>
        new(new(sandbox.ApiKey, sandbox.ApiSecret)
    {
        BaseAddress = address ?? sandbox.BaseAddress,
        Handler = handler,
        Clock = clock ?? TimeProvider.System,
        Timeout = TestClock.AttemptTimeout,
        RetryDelay = TimeSpan.Zero,
        Observer = observer,
        ApiNames = apiNames,
    });

    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> source)
    {
        var items = new List<T>();
        await foreach (var item in source)
        {
            items.Add(item);
        }

        return items;
    }
}
