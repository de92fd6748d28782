using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Webhooks.Receiving;

/// <summary>Restarts listeners while senders repeat each delivery until its response is 200.</summary>
/// <remarks>A delivery is lost if its sender gets 200 although its event was not accepted.</remarks>
public sealed class DeliveryLossTests
{
    private const int Senders = 8;

    private static readonly TimeSpan ReceiveTimeout = TimeSpan.FromSeconds(1);

    [Fact(Timeout = 120_000)]
    public async Task No_delivery_is_lost_if_the_listener_ends_after_each_one()
    {
        const int Deliveries = 60;
        using var senders = new RepeatingSenders(Deliveries, Senders);
        var accepted = new HashSet<string>();
        while (!senders.HaveEnded)
        {
            using var listener = senders.Listen();
            var received = await listener.ReceiveAsync(ReceiveTimeout, TestContext.Current.CancellationToken);
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
            // Stop after a different number of deliveries each time.
            var until = accepted.Count + 20 + stop;
            var stopping = Task.CompletedTask;
            while (await listener.ReceiveAsync(ReceiveTimeout, TestContext.Current.CancellationToken) is { } received)
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

    /// <summary>Sends deliveries concurrently and repeats each one until its response is 200.</summary>
    private sealed class RepeatingSenders : IDisposable
    {
        private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
        private readonly WebhookReceiverFixture receiver = new();
        private readonly ConcurrentDictionary<string, int> statuses = new();
        private readonly CancellationTokenSource stop = new();
        private readonly Task sending;

        public RepeatingSenders(int deliveries, int senders)
        {
            // Only the signature and the port are used.
            receiver.Listener.Dispose();
            var next = -1;
            sending = Task.WhenAll(Enumerable.Range(0, senders).Select(_ => Task.Run(async () =>
            {
                for (var i = Interlocked.Increment(ref next); i < deliveries; i = Interlocked.Increment(ref next))
                {
                    await DeliverAsync($"del_{i}");
                }
            })));
        }

        public WebhookListener Listen() => WebhookListener.Start(new WebhookListenerOptions(receiver.Signature, receiver.Port));

        /// <summary>Gets whether all deliveries got the response 200, or a sender has failed.</summary>
        public bool HaveEnded => sending.IsCompleted;

        /// <summary>Accepts the remaining events, and checks that every acknowledged delivery was accepted.</summary>
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
            receiver.Dispose();
            http.Dispose();
            stop.Dispose();
        }

        private async Task DeliverAsync(string id)
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    using var response = await http.SendAsync(receiver.Signed(WebhookReceiverFixture.Body(id), id), stop.Token);
                    Assert.Contains(response.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable]);
                    statuses[id] = (int)response.StatusCode;
                    if (response.StatusCode == HttpStatusCode.OK)
                    {
                        return;
                    }
                }
                catch (Exception failure) when (failure is HttpRequestException or SocketException or OperationCanceledException)
                {
                    // No listener is running, or the connection was closed. HttpClient throws a SocketException if the
                    // connection is reset right after it was established.
                }

                await Task.Delay(2);
            }
        }
    }
}
