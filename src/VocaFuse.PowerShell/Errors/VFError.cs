using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>One cause of an error: its stable id, its category, what happened, and what to type next.</summary>
/// <param name="Id">The id, which scripts can rely on; it stands before the comma in FullyQualifiedErrorId.</param>
/// <param name="Category">The category.</param>
/// <param name="Message">What happened; null where the service's own account of it is the message.</param>
/// <param name="Action">What to do about it.</param>
internal sealed record VFError(string Id, ErrorCategory Category, string? Message, string Action)
{
    /// <summary>From PowerShell 7.6 on, errors are shown with their recommended action; before, it has to be in the message.</summary>
    private static readonly bool ShowsRecommendation = typeof(PSObject).Assembly.GetName().Version >= new Version(7, 6);

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
        Record(exception, target, Message ?? exception.Message, hint ?? Action);

    private ErrorRecord Record(Exception exception, object? target, string message, string action) => new(exception, Id, Category, target)
    {
        ErrorDetails = new ErrorDetails(ShowsRecommendation ? message : $"{message} {action}") { RecommendedAction = action },
    };
}
