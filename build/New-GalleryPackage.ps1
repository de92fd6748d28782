# Creates the package for the PowerShell Gallery from the built module, without network access.
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $OutputPath
)

$ErrorActionPreference = 'Stop'
$manifest = Import-PowerShellDataFile (Join-Path $ModulePath 'VocaFuse.psd1')
$data = $manifest.PrivateData.PSData
# The gallery recognizes modules, and finds them by command, by these tags.
$tags = @('PSModule', 'PSIncludes_Cmdlet') + $manifest.CmdletsToExport.ForEach{ "PSCmdlet_$_"; "PSCommand_$_" } + $data.Tags

$escape = { [System.Security.SecurityElement]::Escape($args[0]) }
$nuspec = Join-Path $OutputPath 'VocaFuse.nuspec'
Set-Content -Path $nuspec -Value @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd">
  <metadata>
    <id>VocaFuse</id>
    <version>$($manifest.ModuleVersion)</version>
    <authors>$(& $escape $manifest.Author)</authors>
    <owners>$(& $escape $manifest.CompanyName)</owners>
    <requireLicenseAcceptance>false</requireLicenseAcceptance>
    <licenseUrl>$(& $escape $data.LicenseUri)</licenseUrl>
    <projectUrl>$(& $escape $data.ProjectUri)</projectUrl>
    <iconUrl>$(& $escape $data.IconUri)</iconUrl>
    <readme>README.md</readme>
    <releaseNotes>$(& $escape $data.ReleaseNotes)</releaseNotes>
    <description>$(& $escape $manifest.Description)</description>
    <copyright>$(& $escape $manifest.Copyright)</copyright>
    <tags>$(& $escape ($tags -join ' '))</tags>
  </metadata>
  <files>
    <file src="$(& $escape (Join-Path $ModulePath '**'))" target="" />
  </files>
</package>
"@

& dotnet pack (Join-Path $PSScriptRoot 'Gallery.csproj') --nologo --verbosity quiet --output $OutputPath "-p:NuspecFile=$nuspec"
if ($LASTEXITCODE -ne 0) { throw "dotnet pack failed with exit code $LASTEXITCODE." }
Remove-Item $nuspec
Write-Host "Packed $(Join-Path $OutputPath "VocaFuse.$($manifest.ModuleVersion).nupkg")"
