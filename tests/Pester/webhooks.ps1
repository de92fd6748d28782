# Shared by the tests of webhook deliveries: free ports, signed deliveries, and receivers that run concurrently with the test.

$webhookSecret = 'whsec_pester_4c1d'

# Returns a free port below the range of ephemeral ports, so that no outgoing connection uses it.
function Get-FreePort {
    while ($true) {
        $port = Get-Random -Minimum 20000 -Maximum 32000
        $probe = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, $port)
        try {
            $probe.Start()
            return $port
        }
        catch [System.Net.Sockets.SocketException] { Write-Debug "Port $port is in use." }
        finally { $probe.Stop() }
    }
}

# Waits until something listens on the port. It does not connect, because a connection would count as a sender.
function Wait-Port {
    param([int] $Port)
    $network = [System.Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties()
    for ($i = 0; $i -lt 2400; $i++) {
        if ($Port -in $network.GetActiveTcpListeners().Port) { return }
        Start-Sleep -Milliseconds 25
    }
    throw "Nothing listens on port $Port."
}

# Returns the arguments of Invoke-WebRequest for a delivery as the service sends it.
function New-Delivery {
    param(
        [int] $Port,
        [string] $NoteId = 'rec_1',
        [string] $DeliveryId = $NoteId,
        [string] $EventName = 'voicenote.transcribed',
        [string] $Path = '/',
        [string] $Secret = $webhookSecret,
        [datetimeoffset] $At = [datetimeoffset]::UtcNow
    )

    $voicenote = @{ id = $NoteId; identity = 'user_é' }
    $json = @{ event = $EventName; timestamp = 1703001600; voicenote = $voicenote } | ConvertTo-Json -Compress
    $body = [System.Text.Encoding]::UTF8.GetBytes($json)
    @{
        Uri     = "http://127.0.0.1:$Port$Path"
        Method  = 'Post'
        Body    = $body
        Headers = New-VFWebhookSignature -Body $body -Secret $Secret -Timestamp $At -DeliveryId $DeliveryId -AsHeader
    }
}

# Sends a delivery and returns the status of the response.
function Send-Delivery {
    $delivery = New-Delivery @args
    (Invoke-WebRequest @delivery -SkipHttpErrorCheck -NoProxy -TimeoutSec 60).StatusCode
}

# Runs a script in a new runspace; its arguments are the port and -ArgumentList. While it runs, its output can only be counted, because
# enumerating it would block.
function Start-Receiver {
    param([int] $Port, [scriptblock] $Script, [object[]] $ArgumentList = @())
    $shell = [powershell]::Create()
    $null = $shell.AddScript({
        param($secret, $script, $arguments)
        Set-StrictMode -Version Latest
        Import-Module VocaFuse
        $PSDefaultParameterValues['Receive-VFWebhook:Secret'] = $secret
        & ([scriptblock]::Create($script)) @arguments
    }).AddArgument($webhookSecret).AddArgument($Script).AddArgument(@($Port) + $ArgumentList)
    $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
    $running = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
    $receiver = [pscustomobject]@{ Shell = $shell; Running = $running; Output = $output; Port = $Port }
    Wait-Port $Port
    $receiver
}

# Waits until the receiver has written a number of objects.
function Wait-Output {
    param($Receiver, [int] $Count)
    for ($i = 0; $i -lt 2400 -and $Receiver.Output.Count -lt $Count; $i++) { Start-Sleep -Milliseconds 25 }
    $Receiver.Output.Count | Should -BeGreaterOrEqual $Count
}

# Waits for the end of the receiver, and throws its error if it failed.
function Complete-Receiver {
    param($Receiver)
    try {
        if (-not $Receiver.Running.AsyncWaitHandle.WaitOne(60000)) { throw 'The receiver did not end in time.' }
        $null = $Receiver.Shell.EndInvoke($Receiver.Running)
    }
    finally { $Receiver.Shell.Dispose() }
}

# Stops the receiver like Ctrl+C.
function Stop-Receiver {
    param($Receiver)
    $stopping = $Receiver.Shell.BeginStop($null, $null)
    $stopping.AsyncWaitHandle.WaitOne(60000) | Should -BeTrue -Because 'Ctrl+C ends it immediately'
}

# Fails if the port is in use.
function Assert-PortFree {
    param([int] $Port)
    $probe = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, $Port)
    try { { $probe.Start() } | Should -Not -Throw } finally { $probe.Stop() }
}
