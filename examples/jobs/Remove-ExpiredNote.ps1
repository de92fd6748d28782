#Requires -Version 7.4
#Requires -Modules VocaFuse
<#
.SYNOPSIS
    Deletes voice notes that are older than a number of days, and reports the outcome for each.
.DESCRIPTION
    The report is a CSV file with a row for each note: deleted, failed (with the reason), kept because of -WhatIf, or unknown
    if the run ended early. A note that could not be deleted does not end the run; the next run tries again.

    Connects with VOCAFUSE_API_KEY and VOCAFUSE_API_SECRET, unless the session already has a connection.
.EXAMPLE
    ./Remove-ExpiredNote.ps1 -Days 90 -ReportPath ./retention.csv -WhatIf
.EXAMPLE
    ./Remove-ExpiredNote.ps1 -Days 90 -ReportPath "./retention-$(Get-Date -Format yyyyMMdd).csv" -Confirm:$false
.OUTPUTS
    The rows of the report.
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    [Parameter(Mandatory)] [ValidateRange(1, 36500)] [int] $Days,
    [Parameter(Mandatory)] [string] $ReportPath
)

$ErrorActionPreference = 'Stop'
if (-not (Get-VFConnection)) { Connect-VFAccount }

# List all notes before the first deletion, so that exactly the confirmed notes are deleted.
$limit = [datetimeoffset]::UtcNow.AddDays(-$Days)
$expired = @(Get-VFVoiceNote -Before $limit)

$deleted = @()
$failures = @()
$endError = $null
if ($expired -and $PSCmdlet.ShouldProcess("$($expired.Count) voice notes from before $($limit.LocalDateTime)", 'Delete permanently')) {
    try {
        $null = $expired |
            Remove-VFVoiceNote -Confirm:$false -PassThru -OutVariable deleted -ErrorAction SilentlyContinue -ErrorVariable failures
    }
    catch {
        # The key was revoked, or the network failed. Report the notes that were deleted before.
        $endError = $_
    }
}

# After an early end, a note whose deletion is not confirmed may be deleted or not.
$unconfirmed = $endError ? 'unknown' : 'kept'
$reasons = @{}
foreach ($failure in $failures) {
    # The list also contains the exception that ended the run.
    if ($failure -is [System.Management.Automation.ErrorRecord]) { $reasons["$($failure.TargetObject)"] = "$failure" }
}

$report = @($expired | ForEach-Object {
        [pscustomobject]@{
            VoiceNoteId = $_.Id
            UserId      = $_.UserId
            CreatedAt   = $_.CreatedAt
            Outcome     = $_.Id -in $deleted ? 'deleted' : $reasons.ContainsKey($_.Id) ? 'failed' : $unconfirmed
            Reason      = $reasons[$_.Id]
        }
    })
$report | Export-Csv $ReportPath -WhatIf:$false -Confirm:$false
$report

$failedCount = @($report | Where-Object Outcome -EQ failed).Count
if ($endError) { throw "The run ended early: $endError The notes deleted before are in $ReportPath." }
if ($failedCount) { throw "$failedCount of $($expired.Count) voice notes could not be deleted; see $ReportPath." }
