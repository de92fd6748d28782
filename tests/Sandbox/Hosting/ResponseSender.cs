using System.IO.Compression;
using VocaFuse.Sandbox.Api;

namespace VocaFuse.Sandbox.Hosting;

/// <summary>Sends responses.</summary>
internal static class ResponseSender
{
    /// <summary>Sets the status and the headers, with the length of the complete body.</summary>
    public static void SetHeaders(ApiCall call)
    {
        var response = call.Response;
        var http = call.Http.Response;
        http.StatusCode = response.Status;
        http.ContentType = response.ContentType;
        http.Headers["X-Request-Id"] = call.RequestId;
        foreach (var (name, value) in response.Headers)
        {
            http.Headers[name] = value;
        }

        if (response.Status != StatusCodes.Status204NoContent)
        {
            http.ContentLength = response.Body.WrittenCount;
        }
    }

    public static async ValueTask SendAsync(ApiCall call)
    {
        var body = call.Response.Body.WrittenMemory;
        if (call.State.Options.Gzip && !body.IsEmpty && AcceptsGzip(call))
        {
            call.Response.Headers["Content-Encoding"] = "gzip";
            call.Response.Replace(call.Response.Status, call.Response.ContentType, Compress(body.Span));
            body = call.Response.Body.WrittenMemory;
        }

        SetHeaders(call);
        if (!body.IsEmpty)
        {
            await call.Http.Response.BodyWriter.WriteAsync(body, call.Aborted);
        }
    }

    private static bool AcceptsGzip(ApiCall call) =>
        call.Header("Accept-Encoding")?.Contains("gzip", StringComparison.OrdinalIgnoreCase) == true;

    private static byte[] Compress(ReadOnlySpan<byte> body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return compressed.ToArray();
    }
}
