# A proxy on loopback, in its own runspace. Dot-source it together with common.ps1 and webhooks.ps1, which defines Get-FreePort.

# Starts a proxy that responds to every request with a status, or forwards it if it has the credentials.
function Start-Proxy {
    param([string] $Status, [string] $Credential)

    $port = Get-FreePort
    $shell = [powershell]::Create().AddScript({
            param($port, $status, $credential)
            $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, $port)
            $listener.Start()
            $expected = $credential ?
                "Proxy-Authorization: Basic $([Convert]::ToBase64String([System.Text.Encoding]::ASCII.GetBytes($credential)))" :
                ''
            try {
                while ($true) {
                    while (-not $listener.Pending()) { Start-Sleep -Milliseconds 10 }
                    $client = $listener.AcceptTcpClient()
                    $stream = $client.GetStream()
                    $head = ''
                    while (-not $head.EndsWith("`r`n`r`n")) {
                        $one = $stream.ReadByte()
                        if ($one -lt 0) { break }
                        $head += [char]$one
                    }
                    if ($head) {
                        $head.Split("`r`n")[0]
                        $response = $status
                        if (-not $response -and $head.Contains($expected)) {
                            $uri = [uri]$head.Split(' ')[1]
                            $server = [System.Net.Sockets.TcpClient]::new($uri.Host, $uri.Port)
                            $request = $head.Replace($uri.GetLeftPart('Authority'), '') -replace 'Connection: [^\r]*\r\n'
                            $request = $request -replace '\r\n\r\n$', "`r`nConnection: close`r`n`r`n"
                            $bytes = [System.Text.Encoding]::ASCII.GetBytes($request)
                            $server.GetStream().Write($bytes, 0, $bytes.Length)
                            $server.GetStream().CopyTo($stream)
                            $server.Dispose()
                        }
                        else {
                            $problem = $response ? $response : '407 Proxy Authentication Required'
                            $bytes = [System.Text.Encoding]::ASCII.GetBytes("HTTP/1.1 $problem`r`n" +
                                "Proxy-Authenticate: Basic realm=`"x`"`r`nContent-Length: 0`r`nConnection: close`r`n`r`n")
                            $stream.Write($bytes, 0, $bytes.Length)
                        }
                    }
                    $client.Dispose()
                }
            }
            finally { $listener.Stop() }
        }).AddArgument($port).AddArgument($Status).AddArgument($Credential)
    $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
    $running = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
    Wait-Port $port
    [pscustomobject]@{ Shell = $shell; Running = $running; Output = $output; Uri = "http://127.0.0.1:$port"; Host = "127.0.0.1:$port" }
}

function Stop-Proxy {
    param($Proxy)
    $Proxy.Shell.Stop()
    $Proxy.Shell.Dispose()
}
