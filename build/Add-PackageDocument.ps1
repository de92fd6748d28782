# Adds the documents of the package to the built module: license, changelog, readme, manifest with release notes, notices and bill of
# materials. The last two are generated from the packages of this build.
param(
    [Parameter(Mandatory)] [string] $Root,
    [Parameter(Mandatory)] [string] $ModulePath
)

$ErrorActionPreference = 'Stop'
$manifest = Import-PowerShellDataFile (Join-Path $Root 'VocaFuse.psd1')
$data = $manifest.PrivateData.PSData

# The same bytes on every system: line feeds, no byte order mark.
function Write-Document {
    param([string] $Name, [string[]] $Line)
    [System.IO.File]::WriteAllText((Join-Path $ModulePath $Name), ($Line -join "`n").ReplaceLineEndings("`n").TrimEnd() + "`n")
}

foreach ($name in 'LICENSE', 'CHANGELOG.md') { Copy-Item (Join-Path $Root $name) $ModulePath }

# Links to docs are relative to the repository; make them absolute.
$readme = (Get-Content (Join-Path $Root 'README.md') -Raw) -replace '(?<=!\[[^\]]*\]\()(?=docs/)', ($data.IconUri -replace 'docs/[^/]+$')
Write-Document README.md ($readme -replace '(?<=\]\()(?=docs/)', "$($data.ProjectUri)/blob/main/")

$note = & (Join-Path $PSScriptRoot 'Get-ReleaseNote.ps1') -ChangelogPath (Join-Path $Root 'CHANGELOG.md') -Version $manifest.ModuleVersion
$quoted = $note.Replace("'", "''")
$manifest = Get-Content (Join-Path $Root 'VocaFuse.psd1') -Raw
Write-Document VocaFuse.psd1 ($manifest -replace "(?<=ReleaseNotes\s*=\s*')[^']*(?=')", { $quoted })

$assets = Join-Path $Root 'src/VocaFuse.PowerShell/obj/project.assets.json'
$package = & (Join-Path $PSScriptRoot 'Get-ShippedPackage.ps1') -AssetsPath $assets
Write-Document THIRD-PARTY-NOTICES.md (& (Join-Path $PSScriptRoot 'New-Notice.ps1') -Package $package)
Write-Document sbom.cdx.json (& (Join-Path $PSScriptRoot 'New-Sbom.ps1') -ModulePath $ModulePath -Package $package)
