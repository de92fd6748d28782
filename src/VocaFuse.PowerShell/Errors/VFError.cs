using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The cause of an error, with its stable ID, category, message and recommended action.</summary>
/// <param name="Id">The stable ID for scripts: the part of FullyQualifiedErrorId before the comma.</param>
/// <param name="Category">The category.</param>
/// <param name="Message">The message; null to use the message of the exception.</param>
/// <param name="Action">The recommended action; {0} is replaced by the target object.</param>
internal sealed record VFError(string Id, ErrorCategory Category, string? Message, string Action)
{
    /// <summary>PowerShell 7.5 and later show the recommended action below the message; for 7.4, the message ends with it.</summary>
    private static readonly bool ShowsRecommendation = typeof(PSObject).Assembly.GetName().Version >= new Version(7, 5);

    /// <summary>Creates the record of an error that the module itself detected.</summary>
    public ErrorRecord CreateRecord(object? target, params object?[] arguments)
    {
        var message = string.Format(CultureInfo.InvariantCulture, Message!, arguments);
        return Build(new PSInvalidOperationException(message), target, message, Action);
    }

    /// <summary>Creates the record of an exception.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="target">The target object.</param>
    /// <param name="hint">The recommended action if it depends on the case; otherwise null.</param>
    public ErrorRecord CreateRecordFrom(Exception exception, object? target, string? hint = null) =>
        Build(exception, target, Message ?? GetMessage(exception), hint ?? GetRetryAdvice(exception) ?? Action);

    /// <summary>Returns the message of an exception without the parameter name that .NET appends to it.</summary>
    private static string GetMessage(Exception exception) =>
        exception is ArgumentException { ParamName: not null }
            && exception.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal) is > 0 and var end
            ? exception.Message[..end]
            : exception.Message;

    /// <summary>Returns the recommended action if the service asked for a delay; otherwise null.</summary>
    private static string? GetRetryAdvice(Exception exception) =>
        exception is VocaFuseRateLimitException { RetryAfter: { TotalSeconds: > 0 } pause }
            ? string.Create(CultureInfo.InvariantCulture, $"Run it again in {Math.Ceiling(pause.TotalSeconds)} s.")
            : null;

    private ErrorRecord Build(Exception exception, object? target, string message, string action)
    {
        action = action.Replace("{0}", $"{target}", StringComparison.Ordinal);
        return new ErrorRecord(exception, Id, Category, target)
        {
            ErrorDetails = new ErrorDetails(
                ShowsRecommendation ? message : $"{message} Recommendation: {action}") { RecommendedAction = action },
        };
    }
}
