# Installs the packed module from a folder, in which the person at this machine has no part. Dot-source it beside common.ps1.

# Why that is not possible here; nothing where it is.
function Get-FeedObstacle {
    param([string] $Package)
    if (-not (Test-Path $Package)) { 'there is no package; ./build.ps1 -Task Package makes one' }
    elseif ($IsWindows) { 'on Windows the list of repositories belongs to the user and cannot be kept apart' }
    elseif (-not (Get-Module Microsoft.PowerShell.PSResourceGet -ListAvailable)) { 'Microsoft.PowerShell.PSResourceGet is not on this machine' }
}

# Runs a script in a PowerShell with a home of its own, whose only repository holds the package, and returns its lines.
function Invoke-FeedScript {
    param([string] $Package, [string] $HomeFolder, [string] $Script)

    $feed = New-Item -ItemType Directory (Join-Path $HomeFolder feed)
    Copy-Item $Package $feed
    $whole = @"
`$ErrorActionPreference = 'Stop'
Register-PSResourceRepository -Name Folder -Uri '$feed' -Trusted
Unregister-PSResourceRepository PSGallery
$Script
"@
    Use-Environment @{ HOME = $HomeFolder; XDG_DATA_HOME = $null; XDG_CONFIG_HOME = $null; XDG_CACHE_HOME = $null; PSModulePath = $null } { Invoke-Script $whole }
}
