using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>The base class that removes the secrets of the connections from errors, prompts, warnings and verbose lines.</summary>
/// <remarks>A secret may be passed as an ID by mistake, and errors, prompts and verbose lines repeat the input.</remarks>
public abstract class VFRedactingCmdlet : PSCmdlet
{
    /// <summary>Removes secrets from a text.</summary>
    internal virtual string Redact(string text) => ConnectionStore.ForCurrentRunspace().Redact(text);

    internal new void WriteError(ErrorRecord record) => base.WriteError(Redact(record));

    [DoesNotReturn]
    internal new void ThrowTerminatingError(ErrorRecord record)
    {
        base.ThrowTerminatingError(Redact(record));
        throw new UnreachableException();
    }

    internal new void WriteVerbose(string text) => base.WriteVerbose(Redact(text));

    internal new void WriteWarning(string text) => base.WriteWarning(Redact(text));

    /// <summary>Writes a line to the information stream that the host shows, as Write-Host does.</summary>
    internal void WriteHost(string text) => WriteInformation(new HostInformationMessage { Message = Redact(text) }, ["PSHOST"]);

    internal new bool ShouldProcess(string target, string action) => base.ShouldProcess(Redact(target), Redact(action));

    internal new bool ShouldProcess(string description, string? warning, string? caption, out ShouldProcessReason reason) =>
        base.ShouldProcess(Redact(description), warning, caption, out reason);

    private ErrorRecord Redact(ErrorRecord record)
    {
        var message = record.ErrorDetails?.Message ?? record.Exception.Message;
        var action = record.ErrorDetails?.RecommendedAction ?? "";
        var target = record.TargetObject.Unwrap() switch
        {
            string or Uri => record.TargetObject.ToString(),
            string[] texts => string.Join(", ", texts),
            _ => null,
        };
        if (message == Redact(message) && action == Redact(action) && (target is null || target == Redact(target)))
        {
            return record;
        }

        var exception = record.Exception.Message == Redact(record.Exception.Message)
            ? record.Exception
            : new PSInvalidOperationException(Redact(record.Exception.Message));
        return new ErrorRecord(
            exception, record.FullyQualifiedErrorId, record.CategoryInfo.Category, target is null ? record.TargetObject : Redact(target))
        {
            ErrorDetails = new ErrorDetails(Redact(message)) { RecommendedAction = Redact(action) },
        };
    }
}
