# Writes the approved texts of the built module: public types and members, the syntax of the cmdlets, and the views. git diff shows
# the changes.
param(
    [Parameter(Mandatory)] [string] $Root,
    [Parameter(Mandatory)] [string] $ModulePath
)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Invoke-Pwsh.ps1')
$pester = Join-Path $Root 'tests/Pester'

$env:VOCAFUSE_APPROVE = '1'
try {
    & dotnet (Join-Path $Root 'tests/Unit/bin/Release/net10.0/VocaFuse.Unit.dll') -noLogo -class VocaFuse.Unit.Shape.ApprovedSurfaceTests
    if ($LASTEXITCODE -ne 0) { throw 'The public types could not be approved.' }
    $files = 'Surface.Tests.ps1', 'Views.Tests.ps1' | ForEach-Object { Join-Path $pester $_ }
    Invoke-Pwsh -NoProfile -NonInteractive -File (Join-Path $pester 'run.ps1') -ModulePath $ModulePath @files
}
finally { Remove-Item Env:VOCAFUSE_APPROVE }
& git -C $Root status --short -- tests/Unit/Shape/Approved tests/Pester/cmdlets.txt tests/Pester/Views
