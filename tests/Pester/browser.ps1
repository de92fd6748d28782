# Controls a headless Chromium through the DevTools protocol. Dot-source it after common.ps1.

function Get-ChromiumPath {
    Get-Command chromium, chromium-browser, google-chrome, chrome -CommandType Application -ErrorAction Ignore |
        Select-Object -First 1 -ExpandProperty Source
}

# Starts Chromium with a simulated microphone and the permission to use it. The folder becomes its profile.
function Start-Browser {
    param([string] $Folder)

    $start = [System.Diagnostics.ProcessStartInfo]::new((Get-ChromiumPath))
    $arguments = @(
        '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--no-proxy-server'
        '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', '--remote-debugging-port=0'
        "--user-data-dir=$Folder", 'about:blank'
    )
    foreach ($argument in $arguments) { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $null = $process.StandardOutput.ReadToEndAsync(), $process.StandardError.ReadToEndAsync()
    $socket = [System.Net.WebSockets.ClientWebSocket]::new()
    $browser = [pscustomobject]@{ Process = $process; Socket = $socket; Id = 0 }
    try {
        $portFile = Join-Path $Folder DevToolsActivePort
        Wait-Until { (Test-Path $portFile) -and @(Get-Content $portFile).Count -eq 2 }
        $port = @(Get-Content $portFile)[0]
        $page = Invoke-RestMethod "http://127.0.0.1:$port/json/list" -NoProxy | ForEach-Object { $_ } | Where-Object type -EQ page |
            Select-Object -First 1
        $null = $socket.ConnectAsync($page.webSocketDebuggerUrl, [System.Threading.CancellationToken]::None).GetAwaiter().GetResult()
    }
    catch {
        Stop-Browser $browser
        throw
    }
    $browser
}

# Calls a method of the protocol and returns its result.
function Invoke-Browser {
    param($Browser, [string] $Method, [hashtable] $Parameter = @{})

    $id = ++$Browser.Id
    $json = @{ id = $id; method = $Method; params = $Parameter } | ConvertTo-Json -Depth 8 -Compress
    $request = [System.Text.Encoding]::UTF8.GetBytes($json)
    $none = [System.Threading.CancellationToken]::None
    $null = $Browser.Socket.SendAsync([System.ArraySegment[byte]]::new($request), 'Text', $true, $none).GetAwaiter().GetResult()
    $buffer = [byte[]]::new(65536)
    # Events arrive in between.
    do {
        $message = [System.IO.MemoryStream]::new()
        do {
            $part = $Browser.Socket.ReceiveAsync([System.ArraySegment[byte]]::new($buffer), $none).GetAwaiter().GetResult()
            $message.Write($buffer, 0, $part.Count)
        } until ($part.EndOfMessage)
        $response = [System.Text.Encoding]::UTF8.GetString($message.ToArray()) | ConvertFrom-Json -AsHashtable
    } until ($response['id'] -eq $id)
    if ($response['error']) { throw "$Method`: $($response.error.message)" }
    $response.result
}

# Returns the value of a JavaScript expression in the page; null if the page is still loading.
function Invoke-Page {
    param($Browser, [string] $Expression)
    (Invoke-Browser $Browser Runtime.evaluate @{ expression = $Expression; returnByValue = $true }).result['value']
}

function Stop-Browser {
    param($Browser)
    if ($Browser) {
        try { $null = Invoke-Browser $Browser Browser.close } catch { Write-Debug "The browser did not close: $_" }
        if (-not $Browser.Process.WaitForExit(10000)) { $Browser.Process.Kill($true) }
        $Browser.Process.Dispose()
        $Browser.Socket.Dispose()
    }
}
