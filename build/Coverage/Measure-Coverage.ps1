# Runs the unit tests and the Pester tests on instrumented copies of the assemblies, and ends with one line of percentages. The
# results are in out/Coverage/report: index.html, the lines that did not run in uncovered.txt, and coverage.cobertura.xml for tools.
param(
    [Parameter(Mandatory)] [string] $Root,
    [Parameter(Mandatory)] [string] $ModulePath
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
. (Join-Path $Root 'build/Invoke-Pwsh.ps1')
$out = Join-Path $Root 'out/Coverage'
$report = Join-Path $out 'report'
$project = Join-Path $PSScriptRoot 'Coverage.csproj'

# These test the package, the documents and the scripts, and instrumented assemblies differ from the packed ones.
$notMeasured = 'Analyzer', 'Build', 'Contributing', 'Help', 'Package', 'Picture'

function Invoke-Target {
    & dotnet msbuild $project -nologo -verbosity:minimal @args | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "The target $($args[0]) of $project failed." }
}

# Instruments the assemblies beside this one, runs a command, and writes coverage.json and coverage.cobertura.xml.
function Measure-Run {
    param([string] $Assembly, [string] $Folder, [string[]] $Command, [string[]] $Property = @())

    # The build replaces the path of the repository in the symbols (PathMap); this file contains the location of the sources for coverlet.
    $name = [System.IO.Path]::GetFileNameWithoutExtension($Assembly)
    Set-Content (Join-Path (Split-Path $Assembly) "CoverletSourceRootsMapping_$name") "VocaFuse|$Root/=/_/"

    # Through the environment, because MSBuild arguments can't contain every character of a path.
    $env:TestCommand = ($Command | ForEach-Object { "`"$_`"" }) -join ' '
    try { Invoke-Target '-t:Measure' "-p:TargetPath=$Assembly" "-p:CoverletOutput=$Folder/" @Property }
    finally { Remove-Item Env:TestCommand }
}

function Get-Coverage {
    param([string] $Folder)
    ([xml](Get-Content (Join-Path $Folder coverage.cobertura.xml) -Raw)).coverage
}

function Format-Rate {
    param([string] $Rate)
    [string]::Format([cultureinfo]::InvariantCulture, '{0:0.0} %', 100 * [double]::Parse($Rate, [cultureinfo]::InvariantCulture))
}

Remove-Item $out -Recurse -Force -ErrorAction Ignore
$symbols = Get-ChildItem (Join-Path $Root 'src/*/bin/Release/net8.0/VocaFuse.*.pdb')

# The tests find the repository from their folder, whose parent has the name of the configuration.
$unit = New-Item -ItemType Directory (Join-Path $out 'Unit/Release')
Copy-Item (Join-Path $Root 'tests/Unit/bin/Release/net10.0') $unit -Recurse
$assembly = Join-Path $unit 'net10.0/VocaFuse.Unit.dll'
Invoke-Target '-t:Restore'
Measure-Run $assembly (Join-Path $out 'xunit') 'dotnet', $assembly, '-noLogo'

$copy = [System.IO.Path]::Combine($out, 'Module', 'VocaFuse', (Split-Path $ModulePath -Leaf))
$null = New-Item -ItemType Directory (Split-Path $copy)
Copy-Item $ModulePath $copy -Recurse
foreach ($folder in 'bin', 'bin/private') { $symbols | Copy-Item -Destination (Join-Path $copy $folder) }
$tests = Get-ChildItem (Join-Path $Root 'tests/Pester/*.Tests.ps1') | Where-Object { $_.Name -replace '\.Tests\.ps1$' -notin $notMeasured }
$run = Join-Path $Root 'tests/Pester/run.ps1'
$command = @(Get-PwshProgram) + '-NoProfile', '-NonInteractive', '-File', $run, '-ModulePath', $copy + $tests.FullName
$cmdlets = Join-Path $copy 'bin/VocaFuse.PowerShell.dll'
Measure-Run $cmdlets $report $command "-p:IncludeDirectory=$copy/bin", "-p:MergeWith=$out/xunit/coverage.json"

Invoke-Target '-t:Report' "-p:CoverageReport=$report/coverage.cobertura.xml" "-p:ReportFolder=$report"
$coverage = Get-Coverage $report
$coverage.SelectNodes('//class[.//line[@hits="0"]]') | Group-Object filename | Sort-Object Name -Culture '' | ForEach-Object {
    $numbers = $_.Group.SelectNodes('lines/line[@hits="0"]').number | Sort-Object { [int]$_ } -Unique
    "$($_.Name): $($numbers -join ', ')"
} | Set-Content (Join-Path $report uncovered.txt)
$byUnit = Format-Rate (Get-Coverage "$out/xunit").'line-rate'
$lines, $branches = ($coverage.'line-rate', $coverage.'branch-rate').ForEach{ Format-Rate $_ }
Write-Host "Coverage: $lines of the lines, $branches of the branches; xunit alone reaches $byUnit of the lines of Core"
