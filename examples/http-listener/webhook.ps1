#Requires -Version 7.4
#Requires -Modules VocaFuse
<#
.SYNOPSIS
    A webhook endpoint on a plain HttpListener, and what each step of it is for.
.DESCRIPTION
    Receive-VFWebhook does all this in one line and is the better choice. Use this script if you have a listener already, or
    serve more than deliveries with it, and know its limits. Outside Windows, an HttpListener

    - sends 200 to every open connection when it is closed, also to deliveries that nobody has read: they are lost;
    - ends the process if a sender sends a request line without an end;
    - never times out a head that is sent only in part, and has no limit for the connections it holds;
    - serves neither TLS nor IPv6, and answers 404 if the Host header does not match its prefix.

    So put a server in front that checks requests, and look for missed notes from time to time. This script also serves one
    sender at a time and does not recognise a delivery that comes twice.
.EXAMPLE
    ./webhook.ps1 -Port 8080 -Secret (Get-Secret VocaFuseWebhook) -Action { $_ | Get-VFTranscription }
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 65535)] [int] $Port = 8080,
    [string] $Path = '/vocafuse',
    # The webhook's secret; VOCAFUSE_WEBHOOK_SECRET where left out.
    [securestring] $Secret,
    # Gets each event as $_.
    [scriptblock] $Action = { $_ },
    [int] $MaximumBodySize = 1MB
)

$ErrorActionPreference = 'Stop'
$given = @{}
if ($Secret) { $given.Secret = $Secret }

# The raw bytes of the body, at most so many, within ten seconds. What makes of them an object and JSON again never verifies.
function Read-Body {
    param([System.Net.HttpListenerRequest] $Request)
    if ($Request.ContentLength64 -lt 0) { throw [System.Net.ProtocolViolationException]'411' }
    if ($Request.ContentLength64 -gt $MaximumBodySize) { throw [System.Net.ProtocolViolationException]'413' }
    $body = [System.IO.MemoryStream]::new()
    if (-not $Request.InputStream.CopyToAsync($body).Wait(10000)) { throw [System.Net.ProtocolViolationException]'408' }
    , $body.ToArray()
}

# The answer to a request: a status, and the event where it is a genuine delivery.
function Resolve-Delivery {
    param([System.Net.HttpListenerRequest] $Request)
    if ($Request.Url.AbsolutePath -ne $Path) { return @{ Status = 404 } }
    if ($Request.HttpMethod -ne 'POST') { return @{ Status = 405 } }
    try {
        $body = Read-Body $Request
        return @{ Status = 200; Event = ConvertFrom-VFWebhook -Body $body -Header $Request.Headers @given -ErrorAction Stop }
    }
    catch [System.Net.ProtocolViolationException] { return @{ Status = [int]$_.Exception.Message } }
    catch {
        Write-Warning "Refused: $_"
        return @{ Status = if ($_.FullyQualifiedErrorId -like 'WebhookUnreadable,*') { 400 } else { 401 } }
    }
}

$listener = [System.Net.HttpListener]::new()
$listener.Prefixes.Add("http://127.0.0.1:$Port/")
$listener.Start()
try {
    while ($listener.IsListening) {
        $waiting = $listener.GetContextAsync()
        # In slices, so that Ctrl+C is heard.
        while (-not $waiting.Wait(200)) { }
        $context = $waiting.Result
        $answer = Resolve-Delivery $context.Request
        try {
            # The status comes first: a response that is closed without one says 200.
            $context.Response.StatusCode = $answer.Status
            $context.Response.KeepAlive = $answer.Status -eq 200
            $context.Response.Close()
        }
        catch { Write-Warning "The sender is gone: $_" }

        # The work comes after the answer: nobody knows how long the service waits, and it may deliver again where it hears nothing.
        if ($answer.ContainsKey('Event')) { $answer.Event | ForEach-Object $Action }
    }
}
finally { $listener.Close() }
