using System.Globalization;
using System.Net;

namespace VocaFuse.Webhooks;

/// <summary>Normalizes the host names of options and requests, so that they can be compared.</summary>
internal static class HostNames
{
    private static readonly IdnMapping Punycode = new();

    /// <summary>Normalizes a name or an IP address of the options.</summary>
    /// <exception cref="ArgumentException">The text is not a name or address, for example a name with a port.</exception>
    public static string NormalizeOption(string text) => Normalize(text) ?? throw new ArgumentException(
        $"'{text}' is not a host name. Specify a name such as hooks.example.com or an IP address, without a port.", nameof(text));

    /// <summary>Normalizes <c>name</c>, <c>name:port</c> or <c>[address]:port</c>; null if it is malformed.</summary>
    public static string? NormalizeRequest(string? host)
    {
        var text = host ?? "";
        var portStart = text.LastIndexOf(':');
        return Normalize(portStart > text.LastIndexOf(']') ? text[..portStart] : text);
    }

    private static string? Normalize(string text)
    {
        try
        {
            return Uri.CheckHostName(text) switch
            {
                UriHostNameType.Dns => Punycode.GetAscii(text.TrimEnd('.')).ToLowerInvariant(),
                UriHostNameType.IPv4 or UriHostNameType.IPv6 => IPAddress.Parse(text).ToString(),
                _ => null,
            };
        }
        catch (ArgumentException)
        {
            // The name cannot be encoded as Punycode.
            return null;
        }
    }
}
