namespace VocaFuse.Credentials;

/// <summary>Masks an API key: only its kind and its last four characters stay visible.</summary>
internal static class ApiKeyMask
{
    /// <summary>Keys with fewer characters after their kind are masked completely.</summary>
    private const int MinimumLength = 12;

    public static string Mask(string apiKey)
    {
        var kindLength = apiKey.LastIndexOf('_') + 1;
        var secretLength = apiKey.Length - kindLength;
        return string.Concat(apiKey.AsSpan(0, secretLength > 0 ? kindLength : 0), "…", secretLength >= MinimumLength
            ? apiKey.AsSpan(apiKey.Length - 4) : default);
    }
}
