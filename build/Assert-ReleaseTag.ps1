# Fails if a release tag does not match the repository, because a published release can't be withdrawn.
param([Parameter(Mandatory)] [string] $Tag)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$version = (Import-PowerShellDataFile (Join-Path $root 'VocaFuse.psd1')).ModuleVersion
if ($Tag -cne "v$version") { throw "The tag is $Tag, but the module version in VocaFuse.psd1 is $version." }

$heading = "## [$version] - "
if (-not (Select-String $heading (Join-Path $root 'CHANGELOG.md') -SimpleMatch)) {
    throw "CHANGELOG.md has no section that begins with '$heading'."
}
