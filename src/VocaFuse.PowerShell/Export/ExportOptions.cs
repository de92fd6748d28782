namespace VocaFuse.PowerShell;

/// <summary>How an export writes files.</summary>
/// <param name="Captions">The shape of captions.</param>
/// <param name="MarkConfidenceBelow">The confidence below which Markdown marks a word; null to mark none.</param>
/// <param name="Force">True to overwrite existing files.</param>
/// <param name="SkipExisting">True to write only files that are missing or older than the voice note's last change.</param>
/// <param name="PassThru">True to return the files that were written.</param>
internal sealed record ExportOptions(CaptionOptions Captions, double? MarkConfidenceBelow, bool Force, bool SkipExisting, bool PassThru);
