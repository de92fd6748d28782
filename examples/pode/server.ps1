#Requires -Version 7.4
#Requires -Modules VocaFuse, Pode
<#
.SYNOPSIS
    A Pode server with the two endpoints that VocaFuse needs: a token for the page, and a webhook for deliveries.
.DESCRIPTION
    POST /token     for a signed-in user: the service's token, as it came, for the browser SDK
    POST /vocafuse  for the service: takes deliveries, and exports the transcription of each note that is ready

    VOCAFUSE_API_KEY, VOCAFUSE_API_SECRET and VOCAFUSE_WEBHOOK_SECRET hold the secrets. Users sign in with a name and a
    password from a file that Pode reads (Get-Help Add-PodeAuthUserFile); Pode knows OAuth2, Windows AD and more besides.
.EXAMPLE
    ./server.ps1 -Port 8080 -UserFile ./users.json -TranscriptPath ./transcripts
#>
[CmdletBinding()]
param(
    [string] $Address = 'localhost',
    [ValidateRange(1, 65535)] [int] $Port = 8080,
    [Parameter(Mandatory)] [string] $UserFile,
    [Parameter(Mandatory)] [string] $TranscriptPath,
    # Another address of the service than the key's own.
    [uri] $BaseUri
)

$ErrorActionPreference = 'Stop'
if (-not $env:VOCAFUSE_WEBHOOK_SECRET) { throw 'Set VOCAFUSE_WEBHOOK_SECRET to the secret of the webhook.' }
$option = @{}
if ($BaseUri) { $option.BaseUri = $BaseUri }
# Pode serves requests in runspaces of its own, and a connection belongs to its runspace: it is handed on.
$connection = Connect-VFAccount @option -PassThru
$UserFile = (Resolve-Path $UserFile).Path
$TranscriptPath = (New-Item -ItemType Directory -Path $TranscriptPath -Force).FullName

Start-PodeServer -Threads 2 -DisableTermination -ScriptBlock {
    Add-PodeEndpoint -Address $Address -Port $Port -Protocol Http
    New-PodeLoggingMethod -Terminal | Enable-PodeErrorLogging
    New-PodeAuthScheme -Basic | Add-PodeAuthUserFile -Name Login -FilePath $UserFile -Sessionless

    Add-PodeRoute -Method Post -Path /token -Authentication Login -ScriptBlock {
        try {
            $json = New-VFAccessToken -UserId $WebEvent.Auth.User.Username -ExpiresIn 3600 -AsJson -Connection $using:connection -ErrorAction Stop
        }
        catch {
            # What went wrong is for the log, not for the page.
            $_ | Write-PodeErrorLog
            Set-PodeResponseStatus -Code 502 -NoErrorPage
            return
        }
        # As text: ConvertTo-Json and Write-PodeJsonResponse would write it anew.
        Set-PodeHeader -Name Cache-Control -Value no-store
        Write-PodeTextResponse -Value $json -ContentType application/json
    }

    Add-PodeRoute -Method Post -Path /vocafuse -ScriptBlock {
        try {
            # The raw bytes: $WebEvent.Data is parsed already, and what is parsed and written again never verifies.
            $delivery = ConvertFrom-VFWebhook -Body $WebEvent.Request.RawBody -Header $WebEvent.Request.Headers -ErrorAction Stop
        }
        catch {
            $_ | Write-PodeErrorLog -Level Warning
            $status = switch -Wildcard ($_.FullyQualifiedErrorId) {
                'WebhookUnreadable,*' { 400; break }
                'Webhook*' { 401; break }
                default { 500 }
            }
            Set-PodeResponseStatus -Code $status -NoErrorPage
            return
        }
        # A task takes the work, so that the answer is quick.
        if ($delivery.Kind -eq 'Transcribed') {
            $null = Invoke-PodeTask -Name Export -ArgumentList @{ Id = $delivery.VoiceNoteId }
        }
        Set-PodeResponseStatus -Code 200 -NoErrorPage
    }

    Add-PodeTask -Name Export -ScriptBlock {
        param($Id)
        # With -Force, a delivery that comes twice makes no difference.
        try { Get-VFTranscription $Id -Connection $using:connection -ErrorAction Stop | Export-VFTranscription $using:TranscriptPath -Force -ErrorAction Stop }
        catch { $_ | Write-PodeErrorLog }
    }
}
