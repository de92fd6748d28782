# Brings the help sources up to the built module, output of the examples included, and compiles them to en-US, which is
# kept in the repository: a machine without platyPS ships it too.
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $OutputPath
)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot '../Invoke-Pwsh.ps1')
if (-not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)) {
    throw 'The help is compiled with platyPS, which is not on this machine. To get it: Install-PSResource Microsoft.PowerShell.PlatyPS'
}

# Each step has a process of its own: a module that was imported keeps its files open.
function Invoke-Step {
    param([string] $Script, [string[]] $Argument)

    Invoke-Pwsh -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot $Script) -SourcePath (Join-Path $PSScriptRoot '../../docs/en-US') @Argument
    if ($LASTEXITCODE -ne 0) { throw "$Script failed." }
}

Remove-Item (Join-Path $ModulePath 'en-US') -Recurse
Invoke-Step Update-HelpPage.ps1 '-ModulePath', $ModulePath
$gaps = Get-ChildItem (Join-Path $PSScriptRoot '../../docs/en-US') -Filter *.md | Select-String '\{\{.+?\}\}'
if ($gaps) {
    Write-Host "To be filled in:`n$($gaps.ForEach{ "  $($_.Filename), line $($_.LineNumber): $($_.Matches[0].Value)" } -join "`n")"
    throw 'A page of the help is not written to the end.'
}
Invoke-Step Invoke-Example.ps1 '-ModulePath', $ModulePath, '-Update'
Invoke-Step Export-Help.ps1 '-OutputPath', $OutputPath
Copy-Item $OutputPath $ModulePath -Recurse
