# Runs the tests and ends with one line of counts; exit code 1 where one failed or none ran.
param(
    [Parameter(Mandatory)] [string] $Root,
    [Parameter(Mandatory)] [string] $ModulePath,

    # The whole Pester suite in odd places, in the stead of once in an ordinary one: three times the time.
    [switch] $Matrix
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
. (Join-Path $PSScriptRoot 'Invoke-Pwsh.ps1')
$out = Join-Path $Root 'out'
$results = Join-Path $out 'TestResults'
$pester = Join-Path $Root 'tests/Pester'

# The tests of the core client, in their own process. Returns what they counted.
function Test-Core {
    $result = Join-Path $results 'unit.xml'
    & dotnet (Join-Path $Root 'tests/Unit/bin/Release/net10.0/VocaFuse.Unit.dll') -result-xml $result -noLogo | Out-Host
    if (-not (Test-Path $result)) { throw 'xunit did not finish: it left no results.' }
    $assembly = ([xml](Get-Content $result -Raw)).assemblies.assembly
    [pscustomobject]@{
        Passed   = [int]$assembly.GetAttribute('passed')
        Failed   = [int]$assembly.GetAttribute('failed') + [int]$assembly.GetAttribute('errors')
        Skipped  = [int]$assembly.GetAttribute('skipped')
        NotRun   = @()
        Failures = @($assembly.SelectNodes('.//test[@result="Fail"] | .//errors/error') | ForEach-Object { "$($_.GetAttribute('name')): $($_.SelectSingleNode('failure/message')?.InnerText)" })
    }
}

# The tests of the built module, in a PowerShell of their own, with options of tests/Pester/run.ps1.
function Test-Module {
    param([string] $Place, [string[]] $Option = @())

    Write-Host "`nPester, $Place"
    $result = Join-Path $results 'pester.json'
    Remove-Item $result -ErrorAction Ignore
    Invoke-Pwsh -NoProfile -NonInteractive -File (Join-Path $pester 'run.ps1') -ModulePath $ModulePath -ResultPath $result @Option | Out-Host
    if (-not (Test-Path $result)) { throw 'Pester did not finish: it left no results.' }
    $counts = Get-Content $result -Raw | ConvertFrom-Json
    $counts.Failures = @($counts.Failures | ForEach-Object { "$_ ($Place)" })
    $counts
}

function Test-InPowerShell {
    if ($Matrix) {
        Test-Module 'Turkish, where errors stop, without a home' '-Culture', 'tr-TR', '-Stop', '-NoHome'
        Test-Module 'German, inside of a module' '-Culture', 'de-DE', '-Nested'
        Test-Module 'Arabic, where errors stop, inside of a module' '-Culture', 'ar-SA', '-Stop', '-Nested'
    }
    else {
        Test-Module 'in an ordinary place'
        # A few files in the oddest place; TestMatrix takes all of them to several.
        $some = 'Connection', 'ExportTranscription', 'VoiceNote', 'WebhookSignature' | ForEach-Object { Join-Path $pester "$_.Tests.ps1" }
        Test-Module 'some of it once more: Turkish, where errors stop, inside of a module, without a home' (@('-Culture', 'tr-TR', '-Stop', '-Nested', '-NoHome') + $some)
    }
}

Remove-Item $results -Recurse -ErrorAction Ignore
$null = New-Item -ItemType Directory -Path $results -Force
$runs = @(Test-Core; Test-InPowerShell)
# Once more at the end, where whoever looks into a long log looks first.
foreach ($failure in $runs | ForEach-Object Failures) { Write-Host "Failed: $($failure -replace '\s*\r?\n\s*', ' ')" }
# The same tests wait in every run of the suite.
$runs | ForEach-Object NotRun | Sort-Object -Unique | Write-Host
$sum = $runs | Measure-Object -Property Passed, Failed, Skipped -Sum
$counts = @{}
foreach ($column in $sum) { $counts[$column.Property] = [int]$column.Sum }
Write-Host "Tests: $($counts.Passed) passed, $($counts.Failed) failed, $($counts.Skipped) skipped"
exit [int]($counts.Failed -gt 0 -or $counts.Passed -eq 0)
