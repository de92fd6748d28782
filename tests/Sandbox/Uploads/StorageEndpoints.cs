using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VocaFuse.Sandbox.Api;

namespace VocaFuse.Sandbox.Uploads;

/// <summary>The object storage behind presigned addresses; its responses are XML, and it does not accept API keys.</summary>
internal static class StorageEndpoints
{
    private const string VocaFuseHeaders = "X-VocaFuse-";

    public static void Map(RouteTable routes) => routes.Add("PUT", "/storage/{}/{}/{}", Access.Open, PutAsync);

    private static async ValueTask PutAsync(ApiCall call)
    {
        if (Validate(call, out var session, out var part) is { } error)
        {
            await ThrottledReader.DrainAsync(call);
            Error(call, error.Status, error.Code, error.Message);
            return;
        }

        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = await ThrottledReader.ReadAsync(call, chunk =>
        {
            md5.AppendData(chunk);
            sha256.AppendData(chunk);
        });
        var stored = new StoredPart(part, Convert.ToHexStringLower(sha256.GetHashAndReset()), length);
        call.Response.Headers["ETag"] = $"\"{Convert.ToHexStringLower(md5.GetHashAndReset())}\"";
        if (session.Receive(stored))
        {
            session.Tenant.Notes.Publish(session.Note);
            call.State.Processing.Start(session.Tenant.Notes, session.Note.Id);
        }
    }

    private static (int Status, string Code, string Message)? Validate(ApiCall call, out UploadSession session, out int part)
    {
        session = null!;
        part = 0;
        var headers = call.Http.Request.Headers;
        if (headers.ContainsKey("Authorization")
            || headers.Keys.Any(k => k.StartsWith(VocaFuseHeaders, StringComparison.OrdinalIgnoreCase)))
        {
            return (403, "AccessDenied", "Only one authentication mechanism is allowed.");
        }

        var query = call.Http.Request.Query;
        if (call.State.Uploads.Find(query["uploadId"].ToString()) is not { } found
            || !int.TryParse(query["partNumber"], NumberStyles.None, CultureInfo.InvariantCulture, out part)
            || !long.TryParse(query["expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var expires)
            || string.Join('/', call.Arguments) != found.StorageKey
            || query["signature"] != call.State.Uploads.Sign(found, part, expires))
        {
            return (403, "SignatureDoesNotMatch", "The request signature does not match.");
        }

        session = found;
        if (DateTimeOffset.UtcNow.ToUnixTimeSeconds() > expires)
        {
            return (403, "AccessDenied", "Request has expired.");
        }

        var announced = found.Range(part).Length;
        return call.Http.Request.ContentLength switch
        {
            null => (411, "MissingContentLength", "You must provide the Content-Length HTTP header."),
            var length when length != announced => (400, "IncompleteBody", $"The upload was announced with {announced} bytes."),
            _ => null,
        };
    }

    private static void Error(ApiCall call, int status, string code, string message) =>
        call.Response.Replace(status, "application/xml", Encoding.UTF8.GetBytes(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + $"<Error><Code>{code}</Code><Message>{message}</Message><RequestId>{call.RequestId}</RequestId></Error>"));
}
