#Requires -Version 7.4
#Requires -Modules VocaFuse
<#
.SYNOPSIS
    Writes captions for all voice notes that were transcribed since the last run.
.DESCRIPTION
    For a scheduler: it can run late, twice or after a failure, and no note is left out. Where something failed, the next
    run starts from the same moment again, and the script ends with an error.

    Connects with VOCAFUSE_API_KEY and VOCAFUSE_API_SECRET, unless the session has a connection already.
.EXAMPLE
    ./Export-NightlyCaption.ps1 -Path /srv/captions
.OUTPUTS
    A report: since when, and how many files of which kind were written.
#>
[CmdletBinding()]
param(
    # The folder for the captions.
    [Parameter(Mandatory)] [string] $Path,
    [ValidateSet('Vtt', 'Srt')] [string] $Format = 'Vtt',
    # How far back the first run looks.
    [int] $Days = 1,
    # A note counts by the time it was made and is transcribed later, so that each run looks back further than the last one ended.
    [timespan] $Overlap = '1.00:00:00'
)

$ErrorActionPreference = 'Stop'
if (-not (Get-VFConnection)) { Connect-VFAccount }

$null = New-Item -ItemType Directory -Path $Path -Force
$mark = Join-Path $Path '.last-run'
$started = [datetimeoffset]::UtcNow
$since = if (Test-Path $mark) { [datetimeoffset](Get-Content $mark -Raw) - $Overlap } else { $started.AddDays(-$Days) }

# One bad note does not end the run: its error is collected, and the others go on.
$failures = @()
$options = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = '+failures' }
$files = @(Get-VFVoiceNote -Status transcribed -After $since @options |
        Get-VFTranscription @options |
        Export-VFTranscription $Path -Format $Format -Force -PassThru @options)

# A long text without the times of its words makes no captions; it is kept as text.
$untimed, $failures = $failures.Where({ $_.FullyQualifiedErrorId -like 'NoWordTimes,*' }, 'Split')
$texts = @($untimed | ForEach-Object TargetObject | Export-VFTranscription $Path -Format Text -Force -PassThru)

[pscustomobject]@{
    Since    = $since
    Captions = $files.Count
    Texts    = $texts.Count
    Failed   = $failures.Count
}

if ($failures) {
    throw "$($failures.Count) voice notes could not be exported; the next run tries them again. The first error: $($failures[0])"
}
$started.ToString('o') | Set-Content $mark
