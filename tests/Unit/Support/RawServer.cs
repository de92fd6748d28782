using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VocaFuse.Unit.Support;

/// <summary>A server that responds with given bytes or closes connections, for responses that a valid server never sends.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly List<string> requests = [];
    private readonly Func<int, byte[]?> respond;
    private readonly Task serving;

    /// <param name="respond">Returns the response to a request by its number from 0; null to close the connection without one.</param>
    public RawServer(Func<int, byte[]?> respond)
    {
        this.respond = respond;
        listener.Start();
        serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1");

    /// <summary>The request lines of all complete requests.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (requests)
            {
                return [.. requests];
            }
        }
    }

    public static byte[] Response(string head, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {head}\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];

    public static byte[] Response(string head, string body = "") => Response(head, Encoding.UTF8.GetBytes(body));

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await serving;
        stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
            }
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                var stream = connection.GetStream();
                while (await ReadRequestAsync(stream) is { } line)
                {
                    int number;
                    lock (requests)
                    {
                        number = requests.Count;
                        requests.Add(line);
                    }

                    if (respond(number) is not { } response)
                    {
                        return;
                    }

                    await stream.WriteAsync(response, stopping.Token);
                }
            }
            catch (Exception failure) when (failure is IOException or OperationCanceledException)
            {
                // The client closed the connection, or the test ended.
            }
        }
    }

    private async Task<string?> ReadRequestAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, stopping.Token) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n");
        var length = lines.FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))?.Split(':')[1];
        await stream.ReadExactlyAsync(new byte[length is null ? 0 : int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)],
            stopping.Token);
        return lines[0];
    }
}
