using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

/// <summary>Sends many concurrent webhook deliveries, valid and hostile ones. It does not use the module.</summary>
public sealed class DeliveryLoad : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 128 })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    private readonly List<TcpClient> stalled = new();
    private readonly Uri url;
    private readonly byte[] secret;
    private readonly int limit;

    public DeliveryLoad(int port, string secret, int limit)
    {
        url = new Uri($"http://127.0.0.1:{port}/hook");
        this.secret = Encoding.UTF8.GetBytes(secret);
        this.limit = limit;
    }

    /// <summary>The time from each valid delivery to its response, in milliseconds.</summary>
    public List<double> Waits { get; } = new();

    /// <summary>The number of valid deliveries that got 503 and were sent again.</summary>
    public int Repeated { get; private set; }

    /// <summary>Sends valid deliveries in bursts, repeats those that get 503, and returns the last status of each.</summary>
    public int[] Deliver(string prefix, int count, int burst)
    {
        var statuses = new List<int>();
        for (var first = 0; first < count; first += burst)
        {
            var sent = Enumerable.Range(first, Math.Min(burst, count - first)).Select(i => DeliverOneAsync($"{prefix}{i}"));
            statuses.AddRange(Task.WhenAll(sent).GetAwaiter().GetResult());
        }

        return statuses.ToArray();
    }

    /// <summary>Sends valid deliveries and repeats each one until its response is 200, even if the receiver is restarted.</summary>
    /// <returns>The IDs of the deliveries whose response was 200.</returns>
    public Task<string[]> DeliverUntilAccepted(string prefix, int count, int senders)
    {
        var next = -1;
        return Task.Run(async () =>
        {
            var acknowledged = await Task.WhenAll(Enumerable.Range(0, senders).Select(async _ =>
            {
                var ids = new List<string>();
                for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                {
                    while (await TrySendAsync($"{prefix}{i}") != 200)
                    {
                        await Task.Delay(20);
                    }

                    ids.Add($"{prefix}{i}");
                }

                return ids;
            }));
            return acknowledged.SelectMany(ids => ids).ToArray();
        });
    }

    /// <summary>Opens connections and keeps them open: a third sends nothing, a third partial headers, a third a partial body.</summary>
    public void StallConnections(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var connection = new TcpClient();
            stalled.Add(connection);
            connection.Connect(IPAddress.Loopback, url.Port);
            var sent = i % 3 == 0 ? "" : i % 3 == 1 ? "POST /hook HT" : Head(500) + "{";
            connection.Client.Send(Encoding.ASCII.GetBytes(sent));
        }
    }

    /// <summary>Sends bodies of a size without their last byte, and keeps their connections open.</summary>
    public void StallBodies(int count, int size)
    {
        var block = new byte[1024 * 1024];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            var connection = new TcpClient();
            lock (stalled)
            {
                stalled.Add(connection);
            }

            connection.Connect(IPAddress.Loopback, url.Port);
            connection.Client.Send(Encoding.ASCII.GetBytes(Head(size)));
            try
            {
                for (var left = size - 1; left > 0; left -= block.Length)
                {
                    connection.Client.Send(block, 0, Math.Min(left, block.Length), SocketFlags.None);
                }
            }
            catch (SocketException)
            {
                // The receiver closed the connection, because a newer body needs the memory.
            }
        });
    }

    /// <summary>Sends a request line without an end, up to a number of bytes.</summary>
    /// <returns>The number of bytes sent, and the first line of the response.</returns>
    public (long Sent, string Response) SendEndlessLine(long count)
    {
        using var connection = new TcpClient();
        connection.Connect(IPAddress.Loopback, url.Port);
        var block = Encoding.ASCII.GetBytes(new string('a', 64 * 1024));
        var sent = 0L;
        try
        {
            while (sent < count)
            {
                sent += connection.Client.Send(block);
            }
        }
        catch (SocketException)
        {
            // The receiver closed the connection.
        }

        var response = new byte[64];
        var length = connection.Client.Receive(response);
        return (sent, Encoding.ASCII.GetString(response, 0, length).Split('\r')[0]);
    }

    /// <summary>Sends hostile deliveries of all kinds in turn, and returns the number of responses by kind and status.</summary>
    /// <param name="count">The number of deliveries.</param>
    /// <param name="concurrency">The number of concurrent deliveries.</param>
    public string[] Attack(int count, int concurrency)
    {
        var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        using var permits = new SemaphoreSlim(concurrency);
        var all = Enumerable.Range(0, count).Select(async i =>
        {
            await permits.WaitAsync();
            try
            {
                var (kind, status) = await AttackOneAsync(i);
                lock (seen)
                {
                    seen[$"{kind} {status}"] = seen.GetValueOrDefault($"{kind} {status}") + 1;
                }
            }
            finally
            {
                permits.Release();
            }
        });
        Task.WhenAll(all).GetAwaiter().GetResult();
        return seen.Select(pair => $"{pair.Key} x {pair.Value}").ToArray();
    }

    /// <summary>Closes the connections that were kept open.</summary>
    public void CloseStalled()
    {
        stalled.ForEach(connection => connection.Dispose());
        stalled.Clear();
    }

    public void Dispose()
    {
        CloseStalled();
        http.Dispose();
    }

    private async Task<int> DeliverOneAsync(string id)
    {
        for (var attempt = 1; ; attempt++)
        {
            var started = Stopwatch.GetTimestamp();
            var status = await SendAsync(Signed(Body(id), id, DateTimeOffset.UtcNow));
            lock (Waits)
            {
                Waits.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                Repeated += status == 503 ? 1 : 0;
            }

            if (status != 503 || attempt == 20)
            {
                return status;
            }

            await Task.Delay(250);
        }
    }

    /// <summary>Sends a valid delivery, and returns the status; 0 if there is no response.</summary>
    private async Task<int> TrySendAsync(string id)
    {
        try
        {
            return await SendAsync(Signed(Body(id), id, DateTimeOffset.UtcNow));
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException)
        {
            // HttpClient throws a SocketException if the connection is reset right after it was established.
            return 0;
        }
    }

    private async Task<(string Kind, int Status)> AttackOneAsync(int i)
    {
        var body = Body($"bad{i}");
        var now = DateTimeOffset.UtcNow;
        switch (i % 10)
        {
            case 0: return ("forged", await SendAsync(With(Signed(body, $"bad{i}", now), "X-VocaFuse-Signature", new string('a', 64))));
            case 1: return ("another id", await SendAsync(With(Signed(body, $"bad{i}", now), "X-VocaFuse-Delivery-ID", "other")));
            case 2: return ("stale", await SendAsync(Signed(body, $"bad{i}", now.AddMinutes(-6))));
            case 3: return ("too early", await SendAsync(Signed(body, $"bad{i}", now.AddMinutes(6))));
            case 4: return ("without headers", await SendAsync(Request(HttpMethod.Post, body)));
            case 5: return ("too large", await SendAsync(Signed(new byte[limit + 1 + (i % 5000)], $"bad{i}", now)));
            case 6: return ("other method", await SendAsync(i % 20 == 6 ? Request(HttpMethod.Get, null) : Request(HttpMethod.Put, body)));
            case 7: return ("signed, not UTF-8", await SendAsync(Signed(Encoding.Latin1.GetBytes("{\"event\":\"é\"}"), $"bad{i}", now)));
            case 8: return ("half, then closed", await HalfAsync(i));
            default: return i % 50 == 9 ? ("half, then nothing", await StallAsync()) : ("not HTTP", await RawAsync("\u0001\u00ff\r\n\r\n"));
        }
    }

    private async Task<int> HalfAsync(int i)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, url.Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Head(500) + "{\"event\":"));
        if (i % 20 == 8)
        {
            // Close the connection with a reset.
            connection.Client.LingerState = new LingerOption(true, 0);
        }

        return 0;
    }

    private async Task<int> StallAsync()
    {
        var connection = new TcpClient();
        lock (stalled)
        {
            stalled.Add(connection);
        }

        await connection.ConnectAsync(IPAddress.Loopback, url.Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Head(500) + "{"));
        return 0;
    }

    private async Task<int> RawAsync(string text)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, url.Port);
        await connection.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text));
        var response = new byte[12];
        await connection.GetStream().ReadExactlyAsync(response);
        return int.Parse(Encoding.ASCII.GetString(response, 9, 3), CultureInfo.InvariantCulture);
    }

    private HttpRequestMessage Request(HttpMethod method, byte[] body) =>
        new(method, url) { Content = body is null ? null : new ByteArrayContent(body) };

    private string Head(int length) =>
        $"POST {url.AbsolutePath} HTTP/1.1\r\nHost: 127.0.0.1:{url.Port}\r\nContent-Length: {length}\r\n\r\n";

    private async Task<int> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await http.SendAsync(request);
            return (int)response.StatusCode;
        }
    }

    private HttpRequestMessage Signed(byte[] body, string id, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{timestamp}.{id}."), .. body];
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-VocaFuse-Signature", Convert.ToHexString(HMACSHA256.HashData(secret, signed)));
        request.Headers.Add("X-VocaFuse-Timestamp", timestamp);
        request.Headers.Add("X-VocaFuse-Delivery-ID", id);
        return request;
    }

    private static HttpRequestMessage With(HttpRequestMessage request, string header, string value)
    {
        request.Headers.Remove(header);
        request.Headers.Add(header, value);
        return request;
    }

    private static byte[] Body(string id) =>
        Encoding.UTF8.GetBytes(
            "{\"event\":\"voicenote.transcribed\",\"timestamp\":1703001600,\"voicenote\":{\"id\":\"" + id + "\","
            + "\"identity\":\"user_é\",\"transcription\":{\"text\":\"Hello\"}}}");
}
