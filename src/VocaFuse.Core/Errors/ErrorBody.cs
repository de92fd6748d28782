using System.Collections.ObjectModel;
using System.Text.Json;
using VocaFuse.Credentials;
using VocaFuse.Json;

namespace VocaFuse.Errors;

/// <summary>The content of an error document: <c>{"error":{…}}</c>, <c>{"error":"text"}</c> or <c>{"message":"text"}</c>.</summary>
/// <param name="Code">The service's error code, a number or a name.</param>
/// <param name="Message">The service's message.</param>
/// <param name="Type">The kind of error.</param>
/// <param name="Details">Further values, without secrets.</param>
/// <param name="RequestId">The request ID.</param>
internal readonly record struct ErrorBody(string? Code, string? Message, string? Type, IReadOnlyDictionary<string, object?> Details,
    string? RequestId)
{
    private static readonly ErrorBody Nothing = new(null, null, null, ReadOnlyDictionary<string, object?>.Empty, null);

    /// <summary>Reads an error document. The result is empty for any other body.</summary>
    public static ErrorBody Parse(ReadOnlyMemory<byte> body, Redactor redactor)
    {
        try
        {
            // A proxy may have appended something to the document.
            return JsonReading.Read(body, root => Read(root, redactor), ignoreTrailingData: true);
        }
        catch (Exception failure) when (JsonReading.IsFailure(failure))
        {
            return Nothing;
        }
    }

    private static ErrorBody Read(JsonElement root, Redactor redactor)
    {
        var error = root.Find("error"u8);
        var requestId = root.Find("meta"u8).Text("request_id"u8) ?? root.Text("request_id"u8);
        if (error.ValueKind != JsonValueKind.Object)
        {
            return Nothing with { Code = root.Text("code"u8), Message = root.Text("message"u8) ?? error.AsText()
                ?? root.Text("detail"u8), RequestId = requestId };
        }

        var details = UntypedValue.Read(error.Find("details"u8), redactor) switch
        {
            MemberDictionary members => members,
            null => Nothing.Details,
            var other => new MemberDictionary { ["details"] = other },
        };
        return new ErrorBody(error.Text("code"u8), error.Text("message"u8)
            ?? root.Text("message"u8), error.Text("type"u8), details, requestId);
    }
}
