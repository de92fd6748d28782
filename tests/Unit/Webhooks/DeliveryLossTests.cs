using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Webhooks;

/// <summary>Listeners that end and start again while senders repeat each delivery until its response is 200.</summary>
/// <remarks>A delivery is lost if its sender gets 200 and nobody accepted its event. None may be.</remarks>
public sealed class DeliveryLossTests
{
    private const int Senders = 8;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    [Fact(Timeout = 120_000)]
    public async Task No_delivery_is_lost_if_the_listener_ends_after_each_one()
    {
        const int Deliveries = 60;
        using var senders = new RepeatingSenders(Deliveries, Senders);
        var accepted = new HashSet<string>();
        while (!senders.HaveEnded)
        {
            using var listener = senders.Listen();
            var received = await listener.ReceiveAsync(Soon, TestContext.Current.CancellationToken);
            if (received?.Accept() == true)
            {
                accepted.Add(received.Event.DeliveryId!);
            }
        }

        using var last = senders.Listen();
        await senders.EndAsync(last, accepted);
    }

    [Fact(Timeout = 120_000)]
    public async Task No_delivery_is_lost_if_the_listener_is_stopped_under_load()
    {
        const int Deliveries = 2000;
        const int Stops = 20;
        using var senders = new RepeatingSenders(Deliveries, Senders);
        var accepted = new HashSet<string>();
        for (var stop = 0; stop < Stops; stop++)
        {
            using var listener = senders.Listen();
            // Each time somewhere else between two deliveries.
            var until = accepted.Count + 20 + stop;
            var stopping = Task.CompletedTask;
            while (await listener.ReceiveAsync(Soon, TestContext.Current.CancellationToken) is { } received)
            {
                if (accepted.Count >= until && stopping.IsCompletedSuccessfully)
                {
                    stopping = listener.StopAsync(TestContext.Current.CancellationToken);
                }

                if (received.Accept())
                {
                    accepted.Add(received.Event.DeliveryId!);
                }
            }

            await stopping;
        }

        using var last = senders.Listen();
        await senders.EndAsync(last, accepted);
    }

    /// <summary>Senders that deliver events, each again until the response is 200.</summary>
    private sealed class RepeatingSenders : IDisposable
    {
        private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
        private readonly WebhookReceiverFixture post = new();
        private readonly ConcurrentDictionary<string, int> statuses = new();
        private readonly CancellationTokenSource stop = new();
        private readonly Task sending;

        public RepeatingSenders(int deliveries, int senders)
        {
            // Only its signature and its port are used.
            post.Listener.Dispose();
            var next = -1;
            sending = Task.WhenAll(Enumerable.Range(0, senders).Select(_ => Task.Run(async () =>
            {
                for (var i = Interlocked.Increment(ref next); i < deliveries; i = Interlocked.Increment(ref next))
                {
                    await DeliverAsync($"del_{i}");
                }
            })));
        }

        public WebhookListener Listen() => WebhookListener.Start(new WebhookListenerOptions(post.Signature, post.Port));

        /// <summary>Gets whether each delivery has got its 200, or a sender has failed.</summary>
        public bool HaveEnded => sending.IsCompleted;

        /// <summary>Accepts what is left, and compares what was accepted with what was acknowledged.</summary>
        public async Task EndAsync(WebhookListener listener, HashSet<string> accepted)
        {
            while (!HaveEnded)
            {
                if (await listener.ReceiveAsync(TimeSpan.FromMilliseconds(50)) is { } received && received.Accept())
                {
                    accepted.Add(received.Event.DeliveryId!);
                }
            }

            await sending;
            Assert.All(statuses.Values, status => Assert.Equal(200, status));
            Assert.Empty(statuses.Keys.Except(accepted));
        }

        public void Dispose()
        {
            stop.Cancel();
            post.Dispose();
            http.Dispose();
            stop.Dispose();
        }

        private async Task DeliverAsync(string id)
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    using var response = await http.SendAsync(post.Signed(WebhookReceiverFixture.Body(id), id), stop.Token);
                    Assert.Contains(response.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable]);
                    statuses[id] = (int)response.StatusCode;
                    if (response.StatusCode == HttpStatusCode.OK)
                    {
                        return;
                    }
                }
                catch (Exception failure) when (failure is HttpRequestException or SocketException or OperationCanceledException)
                {
                    // Nobody listens, or the connection was closed: no response. HttpClient lets a SocketException through if
                    // the connection is reset right after it was made.
                }

                await Task.Delay(2);
            }
        }
    }
}
