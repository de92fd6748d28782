# Installs the packed module from a folder, isolated from the user's modules and repositories. Dot-source it after common.ps1.

# Returns the reason why that is not possible on this machine; nothing if it is.
function Get-FeedObstacle {
    param([string] $Package)
    if (-not (Test-Path $Package)) { 'there is no package; ./build.ps1 -Task Package creates it' }
    elseif ($IsWindows) { 'on Windows, the list of repositories of the user cannot be replaced' }
    elseif (-not (Get-Module Microsoft.PowerShell.PSResourceGet -ListAvailable)) { 'Microsoft.PowerShell.PSResourceGet is not installed' }
}

# Runs a script in a PowerShell with an empty home folder and one repository, which contains the package, and returns its output.
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
    Use-Environment @{
        HOME = $HomeFolder
        XDG_DATA_HOME = $null
        XDG_CONFIG_HOME = $null
        XDG_CACHE_HOME = $null
        PSModulePath = $null
    } { Invoke-Script $whole }
}
