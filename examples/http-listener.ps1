#Requires -Version 7.4
#Requires -Modules VocaFuse
<#
.SYNOPSIS
    A webhook endpoint on an HttpListener, with a comment on each step.
.DESCRIPTION
    Receive-VFWebhook does all this in one line and is the better choice. Use this script if you already have a listener, for
    example because it serves other requests too, and if you can accept its limits. Outside Windows, an HttpListener

    - responds with 200 to every open connection when it is closed, even if the delivery was not read, which is then lost;
    - ends the process if a sender sends a request line without an end;
    - has no timeout for incomplete headers and no limit for the number of connections;
    - supports neither TLS nor IPv6, and responds with 404 if the Host header does not match its prefix.

    Therefore, put a server that validates requests in front, and look for missed notes from time to time. This script also
    serves one sender at a time and does not recognize repeated deliveries.
.EXAMPLE
    ./webhook.ps1 -Port 8080 -Secret (Get-Secret VocaFuseWebhook) -Action { $_ | Get-VFTranscription }
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 65535)] [int] $Port = 8080,
    [string] $Path = '/vocafuse',
    # The webhook's secret. The default is VOCAFUSE_WEBHOOK_SECRET.
    [securestring] $Secret,
    # Runs for each event, which is in $_.
    [scriptblock] $Action = { $_ },
    [int] $MaximumBodySize = 1MB
)

$ErrorActionPreference = 'Stop'
$option = @{}
if ($Secret) { $option.Secret = $Secret }

# Reads the raw bytes of the body, with a maximum size and a timeout of ten seconds. Do not parse the body first: JSON that was
# parsed and serialized again does not verify.
function Read-Body {
    param([System.Net.HttpListenerRequest] $Request)
    if ($Request.ContentLength64 -lt 0) { throw [System.Net.ProtocolViolationException]'411' }
    if ($Request.ContentLength64 -gt $MaximumBodySize) { throw [System.Net.ProtocolViolationException]'413' }
    $body = [System.IO.MemoryStream]::new()
    if (-not $Request.InputStream.CopyToAsync($body).Wait(10000)) { throw [System.Net.ProtocolViolationException]'408' }
    , $body.ToArray()
}

# Returns the status of the response to a request, and the event if the delivery is verified.
function Resolve-Delivery {
    param([System.Net.HttpListenerRequest] $Request)
    if ($Request.Url.AbsolutePath -ne $Path) { return @{ Status = 404 } }
    if ($Request.HttpMethod -ne 'POST') { return @{ Status = 405 } }
    try {
        $body = Read-Body $Request
        return @{ Status = 200; Event = ConvertFrom-VFWebhook -Body $body -Header $Request.Headers @option -ErrorAction Stop }
    }
    catch [System.Net.ProtocolViolationException] { return @{ Status = [int]$_.Exception.Message } }
    catch {
        Write-Warning "Rejected: $_"
        return @{ Status = if ($_.FullyQualifiedErrorId -like 'WebhookUnreadable,*') { 400 } else { 401 } }
    }
}

$listener = [System.Net.HttpListener]::new()
$listener.Prefixes.Add("http://127.0.0.1:$Port/")
$listener.Start()
try {
    while ($listener.IsListening) {
        $waiting = $listener.GetContextAsync()
        # Wait in short intervals, so that Ctrl+C takes effect.
        while (-not $waiting.Wait(200)) { }
        $context = $waiting.Result
        $result = Resolve-Delivery $context.Request
        try {
            # Set the status explicitly: the default is 200.
            $context.Response.StatusCode = $result.Status
            $context.Response.KeepAlive = $result.Status -eq 200
            $context.Response.Close()
        }
        catch { Write-Warning "The response could not be sent: $_" }

        # Respond before the work: the service's timeout is not documented, and after a timeout it may deliver again.
        if ($result.ContainsKey('Event')) { $result.Event | ForEach-Object $Action }
    }
}
finally { $listener.Close() }
