# Runs the main commands of the module against a local VocaFuse, and shows them as at a prompt.
param([Parameter(Mandatory)] [string] $ModulePath)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot '../tests/Sandbox/sandbox.ps1')

function Show-Line {
    param([string] $Line)
    Write-Host "PS> $Line"
    # In the global scope, as at a prompt.
    . ([scriptblock]::Create($Line)) | Out-Default
    Write-Host
}

$sandbox = Start-VFSandbox --notes 12 --seed 7
try {
    Import-Module (Join-Path $ModulePath 'VocaFuse.psd1')
    $env:VOCAFUSE_API_KEY = $sandbox.apiKey
    $env:VOCAFUSE_API_SECRET = $sandbox.apiSecret
    Write-Host "A local VocaFuse listens on $($sandbox.baseUri); its key and secret are in VOCAFUSE_API_KEY and VOCAFUSE_API_SECRET.`n"

    Show-Line "Connect-VFAccount -BaseUri $($sandbox.baseUri)"
    Show-Line 'Get-VFConnection'
    Show-Line 'Get-VFVoiceNote -First 5'
    Show-Line 'Get-VFVoiceNote -Status transcribed | Get-VFTranscription'
    Show-Line 'Get-VFVoiceNote -Status transcribed -First 1 | Get-VFTranscription | Format-List'
}
finally {
    Stop-VFSandbox $sandbox
}
