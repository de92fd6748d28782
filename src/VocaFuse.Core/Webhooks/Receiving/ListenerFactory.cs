using System.Globalization;
using System.Net;

namespace VocaFuse.Webhooks;

/// <summary>Starts the platform's HTTP server, and says in words why it does not start.</summary>
internal static class ListenerFactory
{
    /// <summary>How often a start is tried that senders get in the way of.</summary>
    private const int MostTries = 10;

    public static HttpListener Start(IReadOnlyList<string> addresses, int port)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return StartOnce(addresses, port);
            }
            catch (ArgumentNullException failure)
            {
                if (tries == MostTries)
                {
                    throw Broken(failure);
                }

                // Outside Windows, the platform's server falls over a connection that comes while it is being made: it
                // takes the connection in before it has the list for it. The port stays taken until its socket, which
                // nobody holds any more, is collected. Senders that repeat their deliveries do knock that early.
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
    }

    public static VocaFuseListenerException Broken(Exception failure) =>
        new($"The system's HTTP server has stopped: {failure.Message}", WebhookListenerErrorReason.Broken, failure);

    private static HttpListener StartOnce(IReadOnlyList<string> addresses, int port)
    {
        var http = new HttpListener { IgnoreWriteExceptions = true };
        var prefix = "";
        try
        {
            foreach (var address in addresses)
            {
                prefix = string.Create(CultureInfo.InvariantCulture, $"http://{address}:{port}/");
                if (address is not ("+" or "*") && Uri.CheckHostName(address) == UriHostNameType.Unknown)
                {
                    throw new ArgumentException("it is neither a name nor a number.");
                }

                http.Prefixes.Add(prefix);
            }

            prefix = string.Join(", ", http.Prefixes);
            http.Start();
            return http;
        }
        catch (HttpListenerException failure)
        {
            http.Close();
            var fault = FaultOf(failure.ErrorCode, prefix);
            throw new VocaFuseListenerException(
                fault switch
                {
                    WebhookListenerErrorReason.PortInUse => $"Something else listens on port {port} already ({prefix}).",
                    WebhookListenerErrorReason.AccessDenied => $"The system does not allow this user to listen on {prefix}.",
                    _ => $"This machine cannot listen on {prefix}: {failure.Message}",
                },
                fault,
                failure);
        }
        catch (ArgumentException failure) when (failure is not ArgumentNullException)
        {
            http.Close();
            throw new VocaFuseListenerException($"'{prefix}' is no address to listen on: {failure.Message}", WebhookListenerErrorReason.AddressUnusable, failure);
        }
    }

    /// <summary>
    /// The codes are the system's own: of Windows, its HTTP server among it, of Linux and of macOS. 400 is what .NET says
    /// where a prefix is taken in the same process, and, outside Windows, to every IPv6 address.
    /// </summary>
    private static WebhookListenerErrorReason FaultOf(int code, string prefix) => code switch
    {
        400 when prefix.Contains('[', StringComparison.Ordinal) => WebhookListenerErrorReason.AddressUnusable,
        32 or 48 or 98 or 183 or 400 or 10048 => WebhookListenerErrorReason.PortInUse,
        5 or 13 or 10013 => WebhookListenerErrorReason.AccessDenied,
        _ => WebhookListenerErrorReason.AddressUnusable,
    };
}
