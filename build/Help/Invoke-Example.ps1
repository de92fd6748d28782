# Runs the examples of the help pages against a local VocaFuse with a fixed seed, each in a fresh state, and returns the failures and
# the output. -Update writes the output into the pages.
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $SourcePath,
    [string] $ResultPath,
    [switch] $Update
)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'Example.ps1')
. (Join-Path $PSScriptRoot '../../tests/Sandbox/sandbox.ps1')
. (Join-Path $PSScriptRoot '../../tests/Pester/audio.ps1')
. (Join-Path $PSScriptRoot '../../tests/Pester/prompt.ps1')
. (Join-Path $PSScriptRoot '../../tests/Pester/webhooks.ps1')
$module = Join-Path (Resolve-Path $ModulePath) 'VocaFuse.psd1'
Import-Module $module
$SourcePath = (Resolve-Path $SourcePath).Path

# Get-Help indents an example by four columns, and a console of 80 columns shows 79.
$width = 75
# Has no effect on Windows, where .NET ignores TZ.
$env:TZ = 'UTC'
[TimeZoneInfo]::ClearCachedData()
[cultureinfo]::CurrentCulture = 'en-US'
$PSStyle.OutputRendering = 'PlainText'
$PSDefaultParameterValues['Connect-VFAccount:RetryIntervalSec'] = 0

$folder = New-Item -ItemType Directory -Path ([System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), [guid]::NewGuid()))
$sandbox = Start-VFSandbox --notes 12 --seed 7 --processing-ms 200
$env:VOCAFUSE_API_KEY = $sandbox.apiKey
$env:VOCAFUSE_API_SECRET = $sandbox.apiSecret
$env:VOCAFUSE_WEBHOOK_SECRET = 'whsec_test_5f0c'
$PSDefaultParameterValues['Connect-VFAccount:BaseUri'] = $sandbox.baseUri
$oslo = [pscredential]::new($sandbox.secondTenant.apiKey, (ConvertTo-SecureString $sandbox.secondTenant.apiSecret -AsPlainText -Force))

# An endpoint that runs during all examples and replaces http://localhost:8080/ in them. Port 9000 is a port to listen on.
$endpoint = Get-FreePort
$control = $sandbox.controlUri
$endpointJob = 1 | ForEach-Object -AsJob -Parallel {
    Import-Module $using:module
    Receive-VFWebhook $using:endpoint | Out-Null
}
$PSDefaultParameterValues['Receive-VFWebhook:TimeoutSec'] = 1

# Completes pending transcriptions while an example waits for them.
function Invoke-DelayedTranscription {
    $null = 1 | ForEach-Object -AsJob -Parallel {
        Start-Sleep -Seconds 1
        foreach ($id in Invoke-RestMethod "$using:control/notes?status=processing") {
            Invoke-RestMethod -Method Patch "$using:control/notes/$id" -Body '{"status":"transcribed"}' -ContentType application/json
        }
    }
}

# Delivers two events to the port that an example listens on, and repeats each delivery until it is accepted.
function Invoke-TestDelivery {
    param([int] $Port)
    $deliveries = 'transcribed', 'failed' | ForEach-Object {
        @{ Event = "voicenote.$_"; VoiceNoteId = (Get-VFVoiceNote -Status $_ -First 1).Id }
    }
    $null = 1 | ForEach-Object -AsJob -Parallel {
        Import-Module $using:module
        foreach ($delivery in $using:deliveries) {
            while (-not (Send-VFWebhookTest "http://localhost:$using:Port/" @delivery -ErrorAction Ignore).IsAccepted) {
                Start-Sleep -Milliseconds 50
            }
        }
    }
}

# Creates a self-signed certificate without a password.
function Add-Certificate {
    param([string] $Path)
    $key = [System.Security.Cryptography.RSA]::Create(2048)
    $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new(
        'CN=hooks.example.com', $key, 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $certificate = $request.CreateSelfSigned([datetimeoffset]::UtcNow.AddDays(-1), [datetimeoffset]::UtcNow.AddDays(1))
    Set-Content $Path $certificate.Export('Pfx', '') -AsByteStream
}

# Writes two deliveries as Receive-VFWebhook -ArchivePath does.
function Add-Delivery {
    param([string] $Path)
    $null = New-Item -ItemType Directory $Path
    foreach ($number in 1, 2) {
        $body = "{`"event`":`"voicenote.transcribed`",`"voicenote`":{`"id`":`"vn_$number`"}}"
        $headers = [ordered]@{ 'X-VocaFuse-Timestamp' = '1764135012'; 'X-VocaFuse-Delivery-ID' = "del_$number" }
        $delivery = [ordered]@{ received_at = '2025-11-26T05:30:12Z'; headers = $headers; body = $body }
        Set-Content (Join-Path $Path "2025-11-26T053012.0000000Z del_$number.json") ($delivery | ConvertTo-Json)
    }
}

# Runs an example. The account has a webhook, except for the page about creating one.
function Invoke-Example {
    param($Example)

    $null = Invoke-RestMethod -Method Post -Uri "$($sandbox.controlUri)/reset"
    Initialize-Vault $oslo
    Disconnect-VFAccount -All
    Connect-VFAccount
    if ($Example.Page -ne 'New-VFWebhook') { $null = New-VFWebhook https://example.com/hooks/vocafuse }
    if ($Example.Code -match '(?<!Send.*)\bWait\b') { Invoke-DelayedTranscription }
    Set-Location (New-Item -ItemType Directory -Path (Join-Path $folder ([guid]::NewGuid())))
    if ($Example.Page -eq 'Send-VFVoiceNote') { Add-Recording }
    if ($Example.Code -match 'hooks\.pfx') { Add-Certificate hooks.pfx }
    if ($Example.Code -match 'Get-ChildItem deliveries') { Add-Delivery deliveries }
    $port = Get-FreePort
    if ($Example.Code -match 'Receive-.+-MaximumCount') { Invoke-TestDelivery $port }
    $code = $Example.Code.Replace('localhost:8080', "localhost:$endpoint").Replace('9000', $port).Replace('8443', $port)
    $code = $code.Replace('-TimeoutSec 3600', '-TimeoutSec 30')
    & ([scriptblock]::Create($code)) | Out-String -Width $width
    Get-Job | Where-Object Id -NE $endpointJob.Id | Remove-Job -Force
}

try {
    $results = foreach ($example in Get-Example (Get-ChildItem $SourcePath -Filter *-*.md | Sort-Object Name)) {
        $failure = $null
        $shown = ''
        try {
            $shown = (Invoke-Example $example).ReplaceLineEndings("`n").Trim("`n") -replace ' +(?=\n|$)'
        }
        catch {
            $failure = "$_"
        }
        if ($Update -and -not $failure -and $null -ne $example.Output) { Save-ExampleOutput $SourcePath $example $shown }
        $example | Select-Object *, @{ n = 'Shown'; e = { $shown } }, @{ n = 'Failure'; e = { $failure } }
    }
}
finally {
    Set-Location $PSScriptRoot
    Get-Job | Remove-Job -Force
    Stop-VFSandbox $sandbox
    Remove-Item $folder -Recurse -Force
}

if ($ResultPath) { ConvertTo-Json @($results) | Set-Content $ResultPath }
foreach ($failed in $results | Where-Object Failure) { Write-Host "$($failed.Page), $($failed.Title): $($failed.Failure)" }
if ($results | Where-Object Failure) { exit 1 }
