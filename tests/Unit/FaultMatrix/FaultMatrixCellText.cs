using System.Globalization;

namespace VocaFuse.Unit.FaultMatrix;

/// <summary>Describes a failure in the table by its PowerShell error ID.</summary>
internal static class FaultMatrixCellText
{
    private static readonly Dictionary<Type, string> ErrorIds = new()
    {
        [typeof(VocaFuseAuthenticationException)] = "AuthenticationFailed",
        [typeof(VocaFuseConnectionException)] = "ConnectionFailed",
        [typeof(VocaFuseServiceException)] = "ServiceFailed",
        [typeof(VocaFuseTimeoutException)] = "RequestTimedOut",
        [typeof(VocaFuseResponseException)] = "UnreadableResponse",
        // Only requests to the storage are rejected as invalid.
        [typeof(VocaFuseInvalidRequestException)] = "UploadRefused",
    };

    public static string Format(VocaFuseException failure, int? items) => string.Create(
        CultureInfo.InvariantCulture,
        $"`{ErrorIds[failure.GetType()]}`{(failure.Attempts > 1 ? $", {failure.Attempts} attempts" : "")}")
        + (items > 0 ? $", after {items} notes" : "")
        + (failure.MayHaveBeenApplied ? ", may be applied" : "");
}
