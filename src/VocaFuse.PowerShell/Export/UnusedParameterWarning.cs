namespace VocaFuse.PowerShell;

/// <summary>Warns of parameters of an export that have no effect on its formats.</summary>
internal static class UnusedParameterWarning
{
    private static readonly TranscriptionFormat[] Captions = [TranscriptionFormat.Srt, TranscriptionFormat.Vtt];

    private static readonly (string Parameter, TranscriptionFormat[] Formats)[] Uses =
    [
        (nameof(ExportVFTranscriptionCommand.MaximumLineLength), Captions),
        (nameof(ExportVFTranscriptionCommand.MaximumLineCount), Captions),
        (nameof(ExportVFTranscriptionCommand.MaximumDuration), Captions),
        (nameof(ExportVFTranscriptionCommand.SingleCaption), Captions),
        (nameof(ExportVFTranscriptionCommand.MarkConfidenceBelow), [TranscriptionFormat.Markdown]),
    ];

    /// <summary>Writes a warning for each specified parameter that applies to none of the written formats.</summary>
    public static void Write(ExportVFTranscriptionCommand command, IReadOnlyList<TranscriptionFormat> written)
    {
        foreach (var (parameter, formats) in Uses)
        {
            if (command.MyInvocation.BoundParameters.ContainsKey(parameter) && !formats.Intersect(written).Any())
            {
                command.WriteWarning($"-{parameter} has no effect on the format {string.Join(", ", written)}. "
                    + $"It applies to {string.Join(" and ", formats)}.");
            }
        }
    }
}
