# Runs the examples of the help pages against a local VocaFuse of a fixed seed, each as if at a prompt of its own, and
# returns what failed and what was shown. -Update writes what was shown into the pages.
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $SourcePath,
    [string] $ResultPath,
    [switch] $Update
)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Example.ps1')
. (Join-Path $PSScriptRoot '../../tests/Sandbox/sandbox.ps1')
Import-Module (Join-Path (Resolve-Path $ModulePath) 'VocaFuse.psd1')
$SourcePath = (Resolve-Path $SourcePath).Path

# A line of an example is indented by four columns, and a console of 80 shows 79.
$width = 75
# Windows takes its time zone from the machine alone.
$env:TZ = 'UTC'
[TimeZoneInfo]::ClearCachedData()
[cultureinfo]::CurrentCulture = 'en-US'
$PSStyle.OutputRendering = 'PlainText'
$PSDefaultParameterValues['Connect-VFAccount:RetryIntervalSec'] = 0

$folder = New-Item -ItemType Directory -Path ([System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), [guid]::NewGuid()))
$sandbox = Start-VFSandbox --notes 12 --seed 7
$env:VOCAFUSE_API_KEY = $sandbox.apiKey
$env:VOCAFUSE_API_SECRET = $sandbox.apiSecret
$env:VOCAFUSE_WEBHOOK_SECRET = 'whsec_test_5f0c'
$PSDefaultParameterValues['Connect-VFAccount:BaseUri'] = $sandbox.baseUri

# What a person or another module would give.
function Get-Secret { [pscredential]::new($env:VOCAFUSE_API_KEY, (ConvertTo-SecureString $env:VOCAFUSE_API_SECRET -AsPlainText -Force)) }
function Read-Host {
    param([string] $Prompt, [switch] $AsSecureString)
    $AsSecureString ? (ConvertTo-SecureString $env:VOCAFUSE_API_SECRET -AsPlainText -Force) : $env:VOCAFUSE_API_KEY
}

function Invoke-Example {
    param([string] $Code)

    $null = Invoke-RestMethod -Method Post -Uri "$($sandbox.controlUri)/reset"
    Disconnect-VFAccount -All
    Connect-VFAccount
    Set-Location (New-Item -ItemType Directory -Path (Join-Path $folder ([guid]::NewGuid())))
    & ([scriptblock]::Create($Code)) | Out-String -Width $width
}

try {
    $results = foreach ($example in Get-HelpExample $SourcePath) {
        $failure = $null
        $shown = ''
        try {
            $shown = (Invoke-Example $example.Code).ReplaceLineEndings("`n").Trim("`n") -replace ' +(?=\n|$)'
        }
        catch {
            $failure = "$_"
        }
        if ($Update -and -not $failure -and $null -ne $example.Output) { Set-HelpExampleOutput $SourcePath $example $shown }
        $example | Select-Object *, @{ n = 'Shown'; e = { $shown } }, @{ n = 'Failure'; e = { $failure } }
    }
}
finally {
    Set-Location $PSScriptRoot
    Stop-VFSandbox $sandbox
    Remove-Item $folder -Recurse -Force
}

if ($ResultPath) { ConvertTo-Json @($results) | Set-Content $ResultPath }
foreach ($failed in $results | Where-Object Failure) { Write-Host "$($failed.Page), $($failed.Title): $($failed.Failure)" }
if ($results | Where-Object Failure) { exit 1 }
