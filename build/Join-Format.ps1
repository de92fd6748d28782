# Joins the views of Formats/ into the one file that the module loads: PowerShell reads one file faster than ten.
param(
    [Parameter(Mandatory)] [string] $SourcePath,
    [Parameter(Mandatory)] [string] $OutputPath
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$joined = [xml]'<Configuration><ViewDefinitions /></Configuration>'
$definitions = $joined.SelectSingleNode('/Configuration/ViewDefinitions')
foreach ($file in Get-ChildItem $SourcePath -Filter *.Format.ps1xml | Sort-Object Name) {
    foreach ($view in ([xml](Get-Content $file -Raw)).SelectNodes('/Configuration/ViewDefinitions/View')) {
        $null = $definitions.AppendChild($joined.ImportNode($view, $true))
    }
}
$joined.Save($OutputPath)
