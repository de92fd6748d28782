# Imports the module into this session and connects it to a local VocaFuse, which ends with the session.
param([Parameter(Mandatory)] [string] $ModulePath)

. (Join-Path $PSScriptRoot '../tests/Sandbox/sandbox.ps1')

Import-Module (Join-Path $ModulePath 'VocaFuse.psd1') -Global
$sandbox = Start-VFSandbox --notes 200 --seed 7
# The local VocaFuse ends when its standard input is closed, so keep a reference in the session.
Set-Variable -Name sandbox -Value $sandbox -Scope Global
Connect-VFAccount -ApiKey $sandbox.apiKey -ApiSecret (ConvertTo-SecureString $sandbox.apiSecret -AsPlainText) -BaseUri $sandbox.baseUri

Write-Host @"
Connected to a local VocaFuse at $($sandbox.baseUri), with 200 voice notes. It ends with this session. Try:

    Get-VFVoiceNote -First 5
    Get-VFVoiceNote -Status transcribed -First 3 | Get-VFTranscription
    Get-Command -Module VocaFuse

"@
