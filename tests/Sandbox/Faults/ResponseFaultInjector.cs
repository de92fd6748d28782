using System.Globalization;
using System.Text;
using VocaFuse.Sandbox.Api;
using VocaFuse.Sandbox.Data;

namespace VocaFuse.Sandbox.Faults;

/// <summary>Applies faults that replace or change the buffered response.</summary>
internal static class ResponseFaultInjector
{
    private const string ProxyPage =
        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad "
            + "Gateway</h1></center>\r\n<hr><center>proxy</center>\r\n</body>\r\n</html>\r\n";

    /// <summary>Applies a fault to the response. <see cref="ConnectionFaultInjector"/> applies faults of the connection.</summary>
    public static void Apply(ApiCall call, Fault fault)
    {
        var response = call.Response;
        var custom = fault.Body is null ? null : Encoding.UTF8.GetBytes(fault.Body);
        switch (fault.Kind)
        {
            case FaultKind.Status:
                ApiException.ForStatus(fault.Status ?? 503).WriteTo(call);
                break;

            case FaultKind.Html:
                response.Replace(fault.Status ?? 502, "text/html", Encoding.UTF8.GetBytes(ProxyPage));
                break;

            case FaultKind.Empty:
                response.Replace(fault.Status ?? 200, null, []);
                break;

            case FaultKind.Garbage:
                response.Replace(fault.Status ?? 200, "application/json", Noise());
                break;

            case FaultKind.Truncate:
                response.Truncate(response.Body.WrittenCount / 2);
                response.Status = fault.Status ?? response.Status;
                break;
        }

        if (custom is not null)
        {
            response.Replace(response.Status, response.ContentType, custom);
        }

        response.ContentType = fault.ContentType ?? response.ContentType;
        if (fault.RetryAfter is { } after)
        {
            SetRetryAfter(response, after);
        }
    }

    /// <summary>Sets the Retry-After header; <c>date+2</c> is the HTTP date in two seconds, with now as the response's Date.</summary>
    public static void SetRetryAfter(ApiResponse response, string text)
    {
        const string date = "date+";
        if (text.StartsWith(date, StringComparison.Ordinal)
            && double.TryParse(text[date.Length..], CultureInfo.InvariantCulture, out var seconds))
        {
            var now = DateTime.UtcNow;
            response.Headers["Date"] = now.ToString("R", CultureInfo.InvariantCulture);
            text = now.AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture);
        }

        response.Headers["Retry-After"] = text;
    }

    private static byte[] Noise()
    {
        var noise = new byte[512];
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = (byte)SplitMix64.Mix((ulong)i);
        }

        return noise;
    }
}
