using System.IO.Compression;
using VocaFuse.Sandbox.Api;

namespace VocaFuse.Sandbox.Hosting;

/// <summary>Sends responses.</summary>
internal static class AnswerSender
{
    /// <summary>Sends the status and the headers, with the length of the complete body.</summary>
    public static void Begin(ApiCall call)
    {
        var answer = call.Answer;
        var response = call.Http.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers["X-Request-Id"] = call.RequestId;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (answer.Status != StatusCodes.Status204NoContent)
        {
            response.ContentLength = answer.Body.WrittenCount;
        }
    }

    public static async ValueTask SendAsync(ApiCall call)
    {
        var body = call.Answer.Body.WrittenMemory;
        if (call.State.Options.Gzip && !body.IsEmpty && AcceptsGzip(call))
        {
            call.Answer.Headers["Content-Encoding"] = "gzip";
            call.Answer.Replace(call.Answer.Status, call.Answer.ContentType, Compress(body.Span));
            body = call.Answer.Body.WrittenMemory;
        }

        Begin(call);
        if (!body.IsEmpty)
        {
            await call.Http.Response.BodyWriter.WriteAsync(body, call.Gone);
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
