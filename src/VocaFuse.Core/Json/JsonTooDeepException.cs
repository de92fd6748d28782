using System.Text.Json;

namespace VocaFuse.Json;

/// <summary>A JSON document exceeds the maximum depth.</summary>
internal sealed class JsonTooDeepException() : JsonException($"The JSON is nested more than {JsonReading.MaximumDepth} levels deep.");
