# Changes code in small ways and runs the unit tests on each change (Stryker.NET), and ends with one line: how many changes the tests
# noticed. What to read is in out/Mutate: reports/mutation-report.html, and the changes that no test noticed in survivors.txt.
param(
    # The files to change, as patterns below src/VocaFuse.Core; if not given, those of stryker-config.json.
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
    # Stryker passes over a pattern that fits no file, which a renamed folder leaves behind.
    if (-not ($files -like $pattern.Replace('**', '*'))) { throw "No file of src/VocaFuse.Core fits '$pattern'." }
}

Remove-Item $out -Recurse -Force -ErrorAction Ignore
# Stryker and its tool manifest belong to the folder of the tests; the manifest of the repository holds what every build needs.
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
        $place = "$([System.IO.Path]::GetRelativePath($root, $file)):$($mutant.location.start.line)"
        [pscustomobject]@{ Status = $mutant.status; Text = "${place}: $($mutant.mutatorName): $($mutant.replacement)" }
    }
}
$noticed = @($mutants | Where-Object Status -In Killed, Timeout)
$missed = @($mutants | Where-Object Status -In Survived, NoCoverage)
$missed.Text | Set-Content (Join-Path $out 'survivors.txt')
$score = [string]::Format([cultureinfo]::InvariantCulture, '{0:0.0}', 100 * $noticed.Count / [Math]::Max(1, $noticed.Count + $missed.Count))
Write-Host "Mutants: $score % noticed, $($noticed.Count) of $($noticed.Count + $missed.Count)"
