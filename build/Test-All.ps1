# Runs the tests and ends with one line of counts. The exit code is 1 if a test failed or none ran.
param(
    [Parameter(Mandatory)] [string] $Root,
    [Parameter(Mandatory)] [string] $ModulePath,

    # Runs the whole Pester suite in several unusual environments instead of once in the default one. It takes three times as long.
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
        Failures = @($assembly.SelectNodes('.//test[@result="Fail"] | .//errors/error') | ForEach-Object { "$($_.GetAttribute('name')): $($_.SelectSingleNode('failure/message')?.InnerText)" })
    }
}

# Runs the tests of the built module in a new PowerShell, with options of tests/Pester/run.ps1.
function Test-Module {
    param([string] $Environment, [string[]] $Option = @())

    Write-Host "`nPester, $Environment"
    $result = Join-Path $results 'pester.json'
    Remove-Item $result -ErrorAction Ignore
    Invoke-Pwsh -NoProfile -NonInteractive -File (Join-Path $pester 'run.ps1') -ModulePath $ModulePath -ResultPath $result @Option | Out-Host
    if (-not (Test-Path $result)) { throw 'Pester did not finish: there are no results.' }
    $counts = Get-Content $result -Raw | ConvertFrom-Json
    $counts.Failures = @($counts.Failures | ForEach-Object { "$_ ($Environment)" })
    $counts
}

function Test-InPowerShell {
    if ($Matrix) {
        Test-Module 'Turkish, ErrorActionPreference Stop, no home folder' '-Culture', 'tr-TR', '-Stop', '-NoHome'
        Test-Module 'German, inside a module' '-Culture', 'de-DE', '-Nested'
        Test-Module 'Arabic, ErrorActionPreference Stop, inside a module' '-Culture', 'ar-SA', '-Stop', '-Nested'
    }
    else {
        Test-Module 'default environment'
        # Run the main files again, in the most unusual environment and with the other family of names. TestMatrix runs all
        # files in several environments.
        $some = @(
            'Connect-VFAccount', 'Export-VFTranscription', 'Get-VFTranscription', 'Get-VFVoiceNote', 'New-VFAccessToken', 'New-VFWebhook'
            'Paging', 'Remove-VFVoiceNote', 'Send-VFVoiceNote', 'Test-VFConnection', 'Test-VFWebhookSignature'
            'Wait-VFVoiceNote'
        ) | ForEach-Object { Join-Path $pester "$_.Tests.ps1" }
        $options = @('-Family', 'recordings', '-Culture', 'tr-TR', '-Stop', '-Nested', '-NoHome') + $some
        Test-Module 'some files again: recordings, Turkish, ErrorActionPreference Stop, inside a module, no home folder' $options
    }
}

Remove-Item $results -Recurse -ErrorAction Ignore
$null = New-Item -ItemType Directory -Path $results -Force
$runs = @(Test-Core; Test-InPowerShell)
# List the failures again at the end of the log, where they are found first.
foreach ($failure in $runs | ForEach-Object Failures) { Write-Host "Failed: $($failure -replace '\s*\r?\n\s*', ' ')" }
# Each run of the suite reports the same missing modules.
$runs | ForEach-Object NotRun | Sort-Object -Unique | Write-Host
$sum = $runs | Measure-Object -Property Passed, Failed, Skipped -Sum
$counts = @{}
foreach ($column in $sum) { $counts[$column.Property] = [int]$column.Sum }
Write-Host "Tests: $($counts.Passed) passed, $($counts.Failed) failed, $($counts.Skipped) skipped"
exit [int]($counts.Failed -gt 0 -or $counts.Passed -eq 0)
