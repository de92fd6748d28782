#Requires -Version 7.4
#Requires -Modules VocaFuse
<#
.SYNOPSIS
    Writes captions for all voice notes that were transcribed since the last run.
.DESCRIPTION
    For a scheduler: it can run late, twice or after a failure without missing a note. If an export fails, the script ends with
    an error, and the next run starts from the same time again.

    Connects with VOCAFUSE_API_KEY and VOCAFUSE_API_SECRET, unless the session already has a connection.
.EXAMPLE
    ./Export-NightlyCaption.ps1 -Path /srv/captions
.OUTPUTS
    A report with the start time and the number of written and failed files.
#>
[CmdletBinding()]
param(
    # The folder for the captions.
    [Parameter(Mandatory)] [string] $Path,
    [ValidateSet('Vtt', 'Srt')] [string] $Format = 'Vtt',
    # The number of days that the first run looks back.
    [int] $Days = 1,
    # -After filters by the creation time, but a note is transcribed later. Each run therefore overlaps the previous one.
    [timespan] $Overlap = '1.00:00:00'
)

$ErrorActionPreference = 'Stop'
if (-not (Get-VFConnection)) { Connect-VFAccount }

$null = New-Item -ItemType Directory -Path $Path -Force
$lastRunFile = Join-Path $Path '.last-run'
$started = [datetimeoffset]::UtcNow
$since = if (Test-Path $lastRunFile) { [datetimeoffset](Get-Content $lastRunFile -Raw) - $Overlap } else { $started.AddDays(-$Days) }

# The error of one note does not end the run: errors are collected, and processing continues.
$failures = @()
$options = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = '+failures' }
$files = @(Get-VFVoiceNote -Status transcribed -After $since @options |
        Get-VFTranscription @options |
        Export-VFTranscription $Path -Format $Format -Force -PassThru @options)

# A long text without word times can't be converted to captions; export it as text.
$untimed, $failures = $failures.Where({ $_.FullyQualifiedErrorId -like 'NoWordTimes,*' }, 'Split')
$texts = @($untimed | ForEach-Object TargetObject | Export-VFTranscription $Path -Format Text -Force -PassThru)

[pscustomobject]@{
    Since    = $since
    Captions = $files.Count
    Texts    = $texts.Count
    Failed   = $failures.Count
}

if ($failures) {
    throw "$($failures.Count) voice notes could not be exported; the next run tries again. The first error: $($failures[0])"
}
$started.ToString('o') | Set-Content $lastRunFile
