# Signs the project's own files in the built module with Authenticode, if the environment has a certificate, and recreates the bill of
# materials, which contains the hashes of the assemblies. Third-party files are not changed.
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [string] $TimestampServer = 'http://timestamp.digicert.com'
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
if (-not $env:SIGNING_CERTIFICATE) {
    Write-Host 'The module is not signed: SIGNING_CERTIFICATE is not set.'
    return
}

$flags = [System.Security.Cryptography.X509Certificates.X509KeyStorageFlags]::EphemeralKeySet
$certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new(
    [Convert]::FromBase64String($env:SIGNING_CERTIFICATE), $env:SIGNING_CERTIFICATE_PASSWORD, $flags)
$files = Get-ChildItem $ModulePath -Recurse -File | Where-Object Name -Match '^VocaFuse\..*(dll|psd1|ps1xml)$'
$signatures = $files | Set-AuthenticodeSignature -Certificate $certificate -HashAlgorithm SHA256 -TimestampServer $TimestampServer
$failed = $signatures | Where-Object Status -NE Valid | ForEach-Object { "$($_.Path) ($($_.StatusMessage))" }
if ($failed) { throw "Not signed: $($failed -join ', ')" }

$assets = Join-Path $root 'src/VocaFuse.PowerShell/obj/project.assets.json'
$package = & (Join-Path $PSScriptRoot 'Get-ShippedPackage.ps1') -AssetsPath $assets
$bill = & (Join-Path $PSScriptRoot 'New-Sbom.ps1') -ModulePath $ModulePath -Package $package
[System.IO.File]::WriteAllText((Join-Path $ModulePath 'sbom.cdx.json'), ($bill -join "`n").ReplaceLineEndings("`n").TrimEnd() + "`n")
Write-Host "Signed $($files.Count) files as $($certificate.Subject)"
