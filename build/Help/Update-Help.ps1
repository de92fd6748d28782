# Updates the help sources from the built module, including the output of the examples, and compiles them to en-US. That folder is in
# the repository, so that a machine without platyPS can build the module.
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $OutputPath
)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot '../Invoke-Pwsh.ps1')
if (-not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)) {
    throw 'platyPS, which compiles the help, is not installed. Run Install-PSResource Microsoft.PowerShell.PlatyPS.'
}

# Each step runs in its own process, because an imported module keeps its files open.
function Invoke-Step {
    param([string] $Script, [string[]] $Argument)

    $source = Join-Path $PSScriptRoot '../../docs/en-US'
    Invoke-Pwsh -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot $Script) -SourcePath $source @Argument
    if ($LASTEXITCODE -ne 0) { throw "$Script failed." }
}

Remove-Item (Join-Path $ModulePath 'en-US') -Recurse
Invoke-Step Update-HelpPage.ps1 '-ModulePath', $ModulePath
$gaps = Get-ChildItem (Join-Path $PSScriptRoot '../../docs/en-US') -Filter *.md | Select-String '\{\{.+?\}\}'
if ($gaps) {
    Write-Host "Missing text:`n$($gaps.ForEach{ "  $($_.Filename), line $($_.LineNumber): $($_.Matches[0].Value)" } -join "`n")"
    throw 'A help page is incomplete.'
}
Invoke-Step Invoke-Example.ps1 '-ModulePath', $ModulePath, '-Update'
Invoke-Step Export-Help.ps1 '-OutputPath', $OutputPath
Copy-Item $OutputPath $ModulePath -Recurse
