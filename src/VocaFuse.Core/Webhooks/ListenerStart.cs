using System.Globalization;
using System.Net;

namespace VocaFuse.Webhooks;

/// <summary>Starts the platform's HTTP server, and says in words why it does not start.</summary>
internal static class ListenerStart
{
    public static HttpListener Start(IReadOnlyList<string> addresses, int port)
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
                    WebhookListenerFault.PortInUse => $"Something else listens on port {port} already ({prefix}).",
                    WebhookListenerFault.AccessDenied => $"The system does not allow this user to listen on {prefix}.",
                    _ => $"This machine cannot listen on {prefix}: {failure.Message}",
                },
                fault,
                failure);
        }
        catch (ArgumentException failure)
        {
            http.Close();
            throw new VocaFuseListenerException($"'{prefix}' is no address to listen on: {failure.Message}", WebhookListenerFault.AddressUnusable, failure);
        }
    }

    public static VocaFuseListenerException Broken(Exception failure) =>
        new($"The system's HTTP server has stopped: {failure.Message}", WebhookListenerFault.Broken, failure);

    /// <summary>
    /// The codes are the system's own: of Windows, its HTTP server among it, of Linux and of macOS. 400 is what .NET says
    /// where a prefix is taken in the same process, and, outside Windows, to every IPv6 address.
    /// </summary>
    private static WebhookListenerFault FaultOf(int code, string prefix) => code switch
    {
        400 when prefix.Contains('[', StringComparison.Ordinal) => WebhookListenerFault.AddressUnusable,
        32 or 48 or 98 or 183 or 400 or 10048 => WebhookListenerFault.PortInUse,
        5 or 13 or 10013 => WebhookListenerFault.AccessDenied,
        _ => WebhookListenerFault.AddressUnusable,
    };
}
