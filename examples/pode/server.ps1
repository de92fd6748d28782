#Requires -Version 7.4
#Requires -Modules VocaFuse, Pode
<#
.SYNOPSIS
    A Pode server with a recording page, and the two endpoints that VocaFuse needs: a token for the page, and a webhook for
    deliveries.
.DESCRIPTION
    GET /           for signed-in users: the page, which records and uploads
    GET /settings   for the page: the address of the service
    POST /token     for the page: the service's JSON with a token of the user, unchanged, as the browser SDK expects it
    POST /vocafuse  for the service: accepts deliveries, and exports the transcription of each note that is ready

    VOCAFUSE_API_KEY, VOCAFUSE_API_SECRET and VOCAFUSE_WEBHOOK_SECRET contain the secrets. Users sign in with a name and a
    password from a file that Pode reads (Get-Help Add-PodeAuthUserFile); Pode also supports OAuth2, Windows AD and others.
    Browsers allow the microphone on localhost and over HTTPS only: for other machines, use a certificate.
.EXAMPLE
    ./server.ps1 -Port 8080 -UserFile ./users.json -TranscriptPath ./transcripts
#>
[CmdletBinding()]
param(
    [string] $Address = 'localhost',
    [ValidateRange(1, 65535)] [int] $Port = 8080,
    [Parameter(Mandatory)] [string] $UserFile,
    [Parameter(Mandatory)] [string] $TranscriptPath,
    # An address of the service other than the key's own.
    [uri] $BaseUri
)

$ErrorActionPreference = 'Stop'
if (-not $env:VOCAFUSE_WEBHOOK_SECRET) { throw 'Set VOCAFUSE_WEBHOOK_SECRET to the secret of the webhook.' }
$option = @{}
if ($BaseUri) { $option.BaseUri = $BaseUri }
# Pode handles requests in its own runspaces, and a connection belongs to a runspace: $using passes this one to the routes.
$connection = Connect-VFAccount @option -PassThru
$serviceUri = "$($connection.BaseUri)".TrimEnd('/')
# Not in a folder named public: Pode serves such a folder without sign-in.
$pagePath = Join-Path $PSScriptRoot page
$UserFile = (Resolve-Path $UserFile).Path
$TranscriptPath = (New-Item -ItemType Directory -Path $TranscriptPath -Force).FullName

Start-PodeServer -Threads 2 -DisableTermination -ScriptBlock {
    Add-PodeEndpoint -Address $Address -Port $Port -Protocol Http
    New-PodeLoggingMethod -Terminal | Enable-PodeErrorLogging
    New-PodeAuthScheme -Basic | Add-PodeAuthUserFile -Name Login -FilePath $UserFile -Sessionless

    Add-PodeStaticRoute -Path / -Source $pagePath -Defaults index.html -Authentication Login
    Add-PodeRoute -Method Get -Path /settings -Authentication Login -ScriptBlock {
        Write-PodeJsonResponse -Value @{ baseUri = $using:serviceUri }
    }

    Add-PodeRoute -Method Post -Path /token -Authentication Login -ScriptBlock {
        try {
            $user = $WebEvent.Auth.User.Username
            $json = New-VFAccessToken -UserId $user -ExpiresIn 3600 -AsJson -Connection $using:connection -ErrorAction Stop
        }
        catch {
            # The log contains the reason, not the response to the page.
            $_ | Write-PodeErrorLog
            Set-PodeResponseStatus -Code 502 -NoErrorPage
            return
        }
        # As text: Write-PodeJsonResponse would serialize it again.
        Set-PodeHeader -Name Cache-Control -Value no-store
        Write-PodeTextResponse -Value $json -ContentType application/json
    }

    Add-PodeRoute -Method Post -Path /vocafuse -ScriptBlock {
        try {
            # The raw bytes: $WebEvent.Data is parsed, and serializing it again would change the signed bytes.
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
        # A task does the work, so that the response is not delayed.
        if ($delivery.Kind -eq 'Transcribed') {
            $null = Invoke-PodeTask -Name Export -ArgumentList @{ Id = $delivery.VoiceNoteId }
        }
        Set-PodeResponseStatus -Code 200 -NoErrorPage
    }

    Add-PodeTask -Name Export -ScriptBlock {
        param($Id)
        # With -Force, a repeated delivery makes no difference.
        try {
            Get-VFTranscription $Id -Connection $using:connection -ErrorAction Stop |
                Export-VFTranscription $using:TranscriptPath -Force -ErrorAction Stop
        }
        catch { $_ | Write-PodeErrorLog }
    }
}
