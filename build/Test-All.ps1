# Runs the tests and ends with one line of counts. The exit code is 1 if a test failed or none ran.
param(
    [Parameter(Mandatory)] [string] $Root,
    [Parameter(Mandatory)] [string] $ModulePath,

    # Runs the whole Pester suite in several unusual environments instead of once in the default one. It takes much longer.
    [switch] $Matrix
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
. (Join-Path $PSScriptRoot 'Invoke-Pwsh.ps1')
$out = Join-Path $Root 'out'
$results = Join-Path $out 'TestResults'
$pester = Join-Path $Root 'tests/Pester'

# Runs the unit tests in their own process, and returns the counts.
function Test-Core {
    $result = Join-Path $results 'unit.xml'
    & dotnet (Join-Path $Root 'tests/Unit/bin/Release/net10.0/VocaFuse.Unit.dll') -result-xml $result -noLogo | Out-Host
    if (-not (Test-Path $result)) { throw 'xunit did not finish: there are no results.' }
    $assembly = ([xml](Get-Content $result -Raw)).assemblies.assembly
    [pscustomobject]@{
        Passed   = [int]$assembly.GetAttribute('passed')
        Failed   = [int]$assembly.GetAttribute('failed') + [int]$assembly.GetAttribute('errors')
        Skipped  = [int]$assembly.GetAttribute('skipped')
        NotRun   = @()
        Failures = @($assembly.SelectNodes('.//test[@result="Fail"] | .//errors/error') | ForEach-Object {
                "$($_.GetAttribute('name')): $($_.SelectSingleNode('failure/message')?.InnerText)"
            })
    }
}

# Describes a run of the Pester tests, with options of tests/Pester/run.ps1.
function New-PesterRun {
    param([string] $Environment, [string[]] $Option = @())
    @{ Environment = $Environment; Option = $Option; Result = Join-Path $results "pester-$([guid]::NewGuid()).json" }
}

function Get-PesterFile {
    param([string[]] $Name)
    $Name | ForEach-Object { Join-Path $pester "$_.Tests.ps1" }
}

function Get-PesterRun {
    if ($Matrix) {
        New-PesterRun 'Turkish, New York, ErrorActionPreference Stop, no home folder' (
            '-Culture', 'tr-TR', '-TimeZone', 'America/New_York', '-Stop', '-NoHome')
        New-PesterRun 'German, Tokyo, inside a module' '-Culture', 'de-DE', '-TimeZone', 'Asia/Tokyo', '-Nested'
        New-PesterRun 'Arabic, Kathmandu, ErrorActionPreference Stop, inside a module' (
            '-Culture', 'ar-SA', '-TimeZone', 'Asia/Kathmandu', '-Stop', '-Nested')
        return
    }

    # The files that mainly wait for timers and other processes. The next run takes about as long.
    $waiting = Get-PesterFile Build, Concurrency, Contributing, ExampleEndpoints, Help, Module, Progress, SecretSweep, Stop, WebhookLoad
    $others = (Get-ChildItem $pester -Filter *.Tests.ps1).FullName | Where-Object { $_ -notin $waiting }
    New-PesterRun 'files that wait or start processes' $waiting
    New-PesterRun 'the other files' $others
    # Run the main files again, in the most unusual environment and with the other family of names. TestMatrix runs all
    # files in several environments.
    $environment = '-Family', 'recordings', '-Culture', 'tr-TR', '-TimeZone', 'America/New_York', '-Stop', '-Nested', '-NoHome'
    $options = $environment + @(Get-PesterFile @(
        'Connect-VFAccount', 'Disconnect-VFAccount', 'Export-VFTranscription', 'Get-VFConnection', 'Get-VFTranscription'
        'Get-VFVoiceNote', 'Get-VFWebhook', 'New-VFAccessToken', 'New-VFWebhook', 'Paging', 'Remove-VFVoiceNote', 'Remove-VFWebhook'
        'Send-VFVoiceNote', 'ServiceErrors', 'Set-VFWebhook', 'Test-VFConnection', 'Test-VFWebhookSignature', 'Wait-VFVoiceNote'
    ))
    New-PesterRun 'some files again: recordings, Turkish, New York, ErrorActionPreference Stop, inside a module, no home folder' $options
}

# Runs the tests of the built module, all runs at a time, and returns the counts of each run.
function Test-InPowerShell {
    $runs = @(Get-PesterRun)
    # The many processes end before .NET gains from the profiles it records of their code. This saves a fifth of the processor time.
    $profiles = $env:DOTNET_TieredPGO
    $env:DOTNET_TieredPGO = '0'
    try {
        $runs | ForEach-Object -ThrottleLimit $runs.Count -Parallel {
            . (Join-Path $using:PSScriptRoot 'Invoke-Pwsh.ps1')
            Write-Host "Pester, $($_.Environment)"
            $script = Join-Path $using:pester 'run.ps1'
            Invoke-Pwsh -NoProfile -NonInteractive -File $script -ModulePath $using:ModulePath -ResultPath $_.Result @($_.Option) |
                Write-Host
        }
    }
    finally { $env:DOTNET_TieredPGO = $profiles }

    foreach ($run in $runs) {
        if (-not (Test-Path $run.Result)) { throw "Pester did not finish ($($run.Environment)): there are no results." }
        $counts = Get-Content $run.Result -Raw | ConvertFrom-Json
        $counts.Failures = @($counts.Failures | ForEach-Object { "$_ ($($run.Environment))" })
        $counts
    }
}

Remove-Item $results -Recurse -ErrorAction Ignore
$null = New-Item -ItemType Directory -Path $results -Force
$runs = @(Test-Core; Test-InPowerShell)
# List the failures again at the end of the log, where they are found first.
foreach ($failure in $runs | ForEach-Object Failures) { Write-Host "Failed: $($failure -replace '\s*\r?\n\s*', ' ')" }
foreach ($missing in $runs | ForEach-Object NotRun | Group-Object Name) {
    Write-Host "Not installed: $($missing.Name). Tests skipped: $(($missing.Group | Measure-Object Count -Sum).Sum)"
}
$sum = $runs | Measure-Object -Property Passed, Failed, Skipped -Sum
$counts = @{}
foreach ($column in $sum) { $counts[$column.Property] = [int]$column.Sum }
Write-Host "Tests: $($counts.Passed) passed, $($counts.Failed) failed, $($counts.Skipped) skipped"
exit [int]($counts.Failed -gt 0 -or $counts.Passed -eq 0)
