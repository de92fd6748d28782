# Runs mutation tests (Stryker.NET) and ends with one line, the share of the mutants that the tests detected. The results are in
# out/Mutate: reports/mutation-report.html, and the mutants that no test detected in survivors.txt.
param(
    # The files to mutate, as patterns below src/VocaFuse.Core. The default is the list in stryker-config.json.
    [string[]] $Mutate
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
$root = Split-Path $PSScriptRoot
$unit = Join-Path $root 'tests/Unit'
$out = Join-Path $root 'out/Mutate'

$patterns = $Mutate ? $Mutate : (Get-Content (Join-Path $unit 'stryker-config.json') -Raw | ConvertFrom-Json).'stryker-config'.mutate
$core = Join-Path $root 'src/VocaFuse.Core'
$files = Get-ChildItem $core -Recurse -Filter *.cs | ForEach-Object { '/' + [System.IO.Path]::GetRelativePath($core, $_).Replace('\', '/') }
foreach ($pattern in $patterns) {
    # Stryker ignores a pattern without a match, for example after a folder was renamed.
    if (-not ($files -like $pattern.Replace('**', '*'))) { throw "No file in src/VocaFuse.Core matches '$pattern'." }
}

Remove-Item $out -Recurse -Force -ErrorAction Ignore
# The tool manifest of the tests contains Stryker; the one of the repository contains the tools that every build needs.
Push-Location $unit
try {
    & dotnet tool restore | Out-Host
    if ($LASTEXITCODE -ne 0) { throw 'Stryker could not be restored.' }
    $chosen = foreach ($pattern in $Mutate) { '--mutate', $pattern }
    & dotnet stryker --output $out --skip-version-check @chosen | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "Stryker failed with exit code $LASTEXITCODE." }
}
finally { Pop-Location }

$report = Get-Content (Join-Path $out 'reports/mutation-report.json') -Raw | ConvertFrom-Json -AsHashtable
$mutants = foreach ($file in $report.files.Keys | Sort-Object -Culture '') {
    foreach ($mutant in $report.files[$file].mutants) {
        $location = "$([System.IO.Path]::GetRelativePath($root, $file)):$($mutant.location.start.line)"
        [pscustomobject]@{ Status = $mutant.status; Text = "${location}: $($mutant.mutatorName): $($mutant.replacement)" }
    }
}
$detected = @($mutants | Where-Object Status -In Killed, Timeout)
$survived = @($mutants | Where-Object Status -In Survived, NoCoverage)
$survived.Text | Set-Content (Join-Path $out 'survivors.txt')
$percent = 100 * $detected.Count / [Math]::Max(1, $detected.Count + $survived.Count)
$score = [string]::Format([cultureinfo]::InvariantCulture, '{0:0.0}', $percent)
Write-Host "Mutants: $score % detected, $($detected.Count) of $($detected.Count + $survived.Count)"
