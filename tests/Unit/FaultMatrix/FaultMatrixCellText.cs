using System.Globalization;

namespace VocaFuse.Unit.FaultMatrix;

/// <summary>How the table tells of a failure: by the id that PowerShell shows, which users look for.</summary>
internal static class FaultMatrixCellText
{
    private static readonly Dictionary<Type, string> ErrorIds = new()
    {
        [typeof(VocaFuseAuthenticationException)] = "AuthenticationFailed",
        [typeof(VocaFuseConnectionException)] = "ConnectionFailed",
        [typeof(VocaFuseServiceException)] = "ServiceFailed",
        [typeof(VocaFuseTimeoutException)] = "RequestTimedOut",
        [typeof(VocaFuseResponseException)] = "UnreadableAnswer",
        // Of all requests, only the storage's are refused for what they are.
        [typeof(VocaFuseInvalidRequestException)] = "UploadRefused",
    };

    public static string Of(VocaFuseException failure, int? items) => string.Create(
        CultureInfo.InvariantCulture,
        $"`{ErrorIds[failure.GetType()]}`{(failure.Attempts > 1 ? $", {failure.Attempts} attempts" : "")}{(items > 0 ? $", after {items} notes" : "")}{(failure.MayHaveBeenApplied ? ", open" : "")}");
}
