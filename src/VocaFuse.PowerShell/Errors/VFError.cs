using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The cause of an error, with its stable ID, category, message and recommended action.</summary>
/// <param name="Id">The id, which scripts can rely on; it stands before the comma in FullyQualifiedErrorId.</param>
/// <param name="Category">The category.</param>
/// <param name="Message">What happened; null where the service's own account of it is the message.</param>
/// <param name="Action">What to do about it; {0} stands for what the user gave.</param>
internal sealed record VFError(string Id, ErrorCategory Category, string? Message, string Action)
{
    /// <summary>PowerShell 7.5 and later show the recommended action below the message; for 7.4, the message ends with it.</summary>
    private static readonly bool ShowsRecommendation = typeof(PSObject).Assembly.GetName().Version >= new Version(7, 5);

    /// <summary>Makes the record of an error that the module found itself.</summary>
    public ErrorRecord Record(object? target, params object?[] arguments)
    {
        var message = string.Format(System.Globalization.CultureInfo.InvariantCulture, Message!, arguments);
        return Record(new PSInvalidOperationException(message), target, message, Action);
    }

    /// <summary>Makes the record of a failure that an exception tells of.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="target">What the user gave.</param>
    /// <param name="hint">Where the next step depends on the case, what to do; else null.</param>
    public ErrorRecord RecordOf(Exception exception, object? target, string? hint = null) =>
        Record(exception, target, Message ?? TextOf(exception), hint ?? PauseOf(exception) ?? Action);

    /// <summary>What the exception says, without the name that .NET has for the option it is about.</summary>
    private static string TextOf(Exception exception) =>
        exception is ArgumentException { ParamName: not null }
            && exception.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal) is > 0 and var end
            ? exception.Message[..end]
            : exception.Message;

    /// <summary>What to do where the service itself says when it will go on; else null.</summary>
    private static string? PauseOf(Exception exception) =>
        exception is VocaFuseRateLimitException { RetryAfter: { TotalSeconds: > 0 } pause }
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Run it again in {Math.Ceiling(pause.TotalSeconds)} s.")
            : null;

    private ErrorRecord Record(Exception exception, object? target, string message, string action)
    {
        action = action.Replace("{0}", $"{target}", StringComparison.Ordinal);
        return new ErrorRecord(exception, Id, Category, target)
        {
            ErrorDetails = new ErrorDetails(
                ShowsRecommendation ? message : $"{message} Recommendation: {action}") { RecommendedAction = action },
        };
    }
}
