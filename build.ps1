#Requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests and packages the VocaFuse module.
.EXAMPLE
    ./build.ps1 -Task Test
#>
[CmdletBinding()]
param(
    [ValidateSet(
        'Build', 'Test', 'TestMatrix', 'Package', 'Help', 'Picture', 'Bench', 'Demo', 'Shell', 'Clean', 'Approve', 'Coverage', 'Mutate')]
    [string] $Task = 'Build',

    # Tests or packs the existing build, for a CI job that tests the artifact of another job or signs it first.
    [switch] $NoBuild
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$root = $PSScriptRoot
$out = Join-Path $root 'out'
$manifest = Import-PowerShellDataFile (Join-Path $root 'VocaFuse.psd1')
$module = [System.IO.Path]::Combine($out, 'VocaFuse', $manifest.ModuleVersion)

# The assemblies to ship. The build fails if its output contains another one.
$shipped = @(
    'Microsoft.Bcl.Cryptography'
    'Microsoft.Extensions.DependencyInjection.Abstractions'
    'Microsoft.Extensions.Logging.Abstractions'
    'Microsoft.IdentityModel.Abstractions'
    'Microsoft.IdentityModel.JsonWebTokens'
    'Microsoft.IdentityModel.Logging'
    'Microsoft.IdentityModel.Tokens'
    'Polly.Core'
    'System.Formats.Asn1'
    'VocaFuse.Core'
    'VocaFuse.PowerShell'
)

. (Join-Path $root 'build/Invoke-Pwsh.ps1')

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

function Build-Module {
    Invoke-Dotnet build (Join-Path $root 'VocaFuse.slnx') --configuration Release --nologo --verbosity quiet
    Remove-Item (Join-Path $out 'VocaFuse'), (Join-Path $out 'VocaFuse.*.nupkg') -Recurse -ErrorAction Ignore
    $private = New-Item -ItemType Directory -Path (Join-Path $module 'bin/private')
    # The assembly name of the loader contains the version (see ModuleInitializer.cs); the file name does not.
    $loader = "src/VocaFuse.Loader/bin/Release/net8.0/VocaFuse.Loader.$($manifest.ModuleVersion).dll"
    Copy-Item (Join-Path $root $loader) (Join-Path $module 'bin/VocaFuse.Loader.dll')

    $built = Get-ChildItem (Join-Path $root 'src/VocaFuse.PowerShell/bin/Release/net8.0') -Filter *.dll
    $unexpected = $built.BaseName | Where-Object { $_ -notin $shipped }
    if ($unexpected) { throw "These assemblies are not on the list of shipped assemblies (build.ps1): $($unexpected -join ', ')." }
    $missing = $shipped | Where-Object { $_ -notin $built.BaseName }
    if ($missing) { throw "These assemblies are on the list of shipped assemblies (build.ps1) but were not built: $($missing -join ', ')." }
    $built | Copy-Item -Destination $private
    Move-Item (Join-Path $private 'VocaFuse.PowerShell.dll') (Join-Path $module 'bin')

    $formats = Join-Path $module 'VocaFuse.Format.ps1xml'
    & (Join-Path $root 'build/Join-Format.ps1') -SourcePath (Join-Path $root 'Formats') -OutputPath $formats
    Copy-Item (Join-Path $root 'en-US') $module -Recurse
    & (Join-Path $root 'build/Add-PackageDocument.ps1') -Root $root -ModulePath $module
    Write-Host "Built $([System.IO.Path]::GetRelativePath($root, $module))"
}

function Build-Package {
    & (Join-Path $root 'build/New-GalleryPackage.ps1') -ModulePath $module -OutputPath $out
}

function Invoke-Test {
    param([switch] $Matrix)
    & (Join-Path $root 'build/Test-All.ps1') -Root $root -ModulePath $module -Matrix:$Matrix
    # exit in a called script ends only that script, so pass the exit code on.
    exit $LASTEXITCODE
}

switch ($Task) {
    'Build' { Build-Module }
    'Test' {
        # The package is tested too.
        if (-not $NoBuild) { Build-Module; Build-Package }
        Invoke-Test
    }
    'TestMatrix' {
        if (-not $NoBuild) { Build-Module; Build-Package }
        Invoke-Test -Matrix
    }
    'Package' {
        if (-not $NoBuild) { Build-Module }
        Build-Package
    }
    'Help' {
        Build-Module
        & (Join-Path $root 'build/Help/Update-Help.ps1') -ModulePath $module -OutputPath (Join-Path $root 'en-US')
    }
    'Picture' {
        Build-Module
        & (Join-Path $root 'build/Picture/New-SessionPicture.ps1') -ModulePath $module -Path (Join-Path $root 'docs/session.svg')
    }
    'Bench' {
        Build-Module
        & (Join-Path $root 'bench/run.ps1') -ModulePath $module
    }
    'Demo' {
        Build-Module
        Invoke-Pwsh -NoProfile -File (Join-Path $root 'samples/demo.ps1') -ModulePath $module
        if ($LASTEXITCODE -ne 0) { throw "The demo failed with exit code $LASTEXITCODE." }
    }
    'Shell' {
        Build-Module
        # In this process, which is the one at the prompt, so that Ctrl+C does not end a parent build script.
        & (Join-Path $root 'samples/shell.ps1') -ModulePath $module
    }
    'Clean' {
        Get-ChildItem $root -Recurse -Directory -Include bin, obj -Force |
            Where-Object { Test-Path (Join-Path $_.Parent '*.csproj') } | Remove-Item -Recurse -Force
        Remove-Item $out -Recurse -Force -ErrorAction Ignore
    }
    'Approve' {
        Build-Module
        & (Join-Path $root 'build/Approve-Surface.ps1') -Root $root -ModulePath $module
    }
    'Coverage' {
        Build-Module
        & (Join-Path $root 'build/Coverage/Measure-Coverage.ps1') -Root $root -ModulePath $module
    }
    'Mutate' { & (Join-Path $root 'build/Invoke-Mutation.ps1') }
}
