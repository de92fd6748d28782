using System.Collections.ObjectModel;
using System.Text.Json;
using VocaFuse.Credentials;
using VocaFuse.Json;

namespace VocaFuse.Errors;

/// <summary>What an error document says, as far as it is one.</summary>
/// <param name="Code">The service's code, a number or a name.</param>
/// <param name="Message">What it says in words.</param>
/// <param name="Type">The kind of error.</param>
/// <param name="Details">What else it tells, without secrets.</param>
/// <param name="RequestId">Its id of the request.</param>
internal readonly record struct ErrorBody(string? Code, string? Message, string? Type, IReadOnlyDictionary<string, object?> Details, string? RequestId)
{
    private static readonly ErrorBody Nothing = new(null, null, null, ReadOnlyDictionary<string, object?>.Empty, null);

    /// <summary>Reads an error document; of anything else there is nothing to tell.</summary>
    public static ErrorBody Parse(ReadOnlySpan<byte> body, Redactor redactor)
    {
        try
        {
            using var allowance = Allowance.For(body.Length);
            // A proxy may have put something behind it.
            var reader = new Utf8JsonReader(ResponseEnvelope.Open(body));
            return JsonSerializer.Deserialize(ref reader, VocaFuseJson.Default.ErrorDocument) is { } document ? Of(document, redactor) : Nothing;
        }
        catch (Exception failure) when (JsonFailure.Is(failure))
        {
            return Nothing;
        }
    }

    private static ErrorBody Of(ErrorDocument document, Redactor redactor)
    {
        var requestId = document.Meta?.RequestId ?? document.RequestId;
        if (document.Error is not { Text: null } error)
        {
            return Nothing with { Message = document.Message ?? document.Error?.Text ?? document.Detail, Code = document.Code, RequestId = requestId };
        }

        UntypedValue.Redact((Dictionary<string, object?>?)error.Details, redactor);
        return new ErrorBody(error.Code, error.Message ?? document.Message, error.Type, error.Details ?? Nothing.Details, requestId);
    }
}
