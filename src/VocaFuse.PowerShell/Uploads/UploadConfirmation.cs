using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Asks whether to send files, and sums up those that -WhatIf names.</summary>
internal sealed class UploadConfirmation(VFCmdlet cmdlet)
{
    private int files;
    private TimeSpan duration;
    private long size;

    /// <summary>Gets whether a file is to be sent, by -WhatIf and -Confirm.</summary>
    public bool ShouldSend(AudioFile audio, string userId)
    {
        var action = $"Performing the operation \"Send as a voice note of '{userId}'\" on target \"{audio.FullName}\".";
        if (cmdlet.ShouldProcess(action, null, null, out var reason))
        {
            return true;
        }

        if (reason.HasFlag(ShouldProcessReason.WhatIf))
        {
            files++;
            duration += audio.Duration;
            size += audio.Size;
        }

        return false;
    }

    /// <summary>Writes the number of files, minutes and megabytes with -WhatIf.</summary>
    public void WriteSummary()
    {
        if (files > 0)
        {
            var noun = files == 1 ? "file" : "files";
            var megabytes = size / (1024.0 * 1024.0);
            var total = FormattableString.Invariant($"{files:#,0} {noun}, {duration.TotalMinutes:#,0.0} minutes, {megabytes:#,0.0} MB");
            cmdlet.ShouldProcess($"In total, {total} would be sent.", null, null);
        }
    }
}
