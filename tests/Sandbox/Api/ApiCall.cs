using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using VocaFuse.Sandbox.Data;

namespace VocaFuse.Sandbox.Api;

/// <summary>One request to the sandbox, and its response.</summary>
internal sealed class ApiCall : IDisposable
{
    // Text outside ASCII is not escaped, but emoji are: JSON that services send contains both forms.
    private static readonly JsonWriterOptions WriterOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private ApiKeyRecord? _key;
    private Tenant? _tenant;

    public ApiCall(HttpContext http, SandboxState state)
    {
        Http = http;
        State = state;
        RequestId = state.NextRequestId();
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        RawPath = question < 0 ? target : target[..question];
        RawQuery = question < 0 ? "" : target[(question + 1)..];
        Path = WithoutVersion(RawPath);
        var families = FamilyNames.ForFamily(state.Options.Family);
        Names = families.FirstOrDefault(names => Path.Split('/').ElementAtOrDefault(1) == names.Plural) ?? families[0];
    }

    public HttpContext Http { get; }
    public SandboxState State { get; }
    public string RequestId { get; }
    public ApiResponse Response { get; } = new();
    public string Method => Http.Request.Method;
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The raw path, with its escapes and dots.</summary>
    public string RawPath { get; }

    public string RawQuery { get; }

    /// <summary>The raw path without <c>/v1</c>: older SDKs call the same API without it.</summary>
    public string Path { get; }

    /// <summary>The names of the route; the names of the service for a route without a family.</summary>
    public FamilyNames Names { get; }

    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>The unescaped values of the route's placeholders.</summary>
    public IReadOnlyList<string> Arguments { get; set; } = [];

    public ApiKeyRecord Key => _key ?? throw new InvalidOperationException("The route requires no key.");

    public Tenant Tenant => _tenant ?? throw new InvalidOperationException("The route requires no tenant.");

    /// <summary>The user of the front-end token.</summary>
    public string UserId { get; private set; } = "";

    public void Identify(ApiKeyRecord key)
    {
        _key = key;
        _tenant = key.Tenant;
    }

    public void Identify(Tenant tenant, string userId)
    {
        _tenant = tenant;
        UserId = userId;
    }

    public string? Header(string name) => Http.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>Starts a JSON response. The caller disposes the writer when the response is complete.</summary>
    public Utf8JsonWriter Json(int status = StatusCodes.Status200OK)
    {
        Response.Replace(status, "application/json; charset=utf-8", []);
        return new Utf8JsonWriter(Response.Body, WriterOptions);
    }

    public void NoContent() => Response.Replace(StatusCodes.Status204NoContent, null, []);

    public void Dispose() => Response.Dispose();

    private static string WithoutVersion(string path) =>
        path.StartsWith("/v1/", StringComparison.Ordinal) ? path[3..] : path == "/v1" ? "/" : path;
}
