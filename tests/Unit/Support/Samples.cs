namespace VocaFuse.Unit.Support;

/// <summary>Sample documents of the service.</summary>
internal static class Samples
{
    public const string Note = """{"id":"vn_1","status":"transcribed","duration_seconds":12.5}""";

    public const string Account = """{"id":"ten_1","name":"Example"}""";

    public const string Error = """{"error":{"code":5000,"message":"An internal error occurred.","type":"ServerError"}}""";
}
