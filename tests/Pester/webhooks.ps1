# What the tests of webhook deliveries share: a port, deliveries as the service sends them, and a receiver that runs beside the test.

$webhookSecret = 'whsec_pester_4c1d'

# Below the ports that systems give to outgoing connections, so that none of those takes it meanwhile.
function Get-FreePort {
    while ($true) {
        $port = Get-Random -Minimum 20000 -Maximum 32000
        $probe = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, $port)
        try { $probe.Start(); return $port } catch [System.Net.Sockets.SocketException] { Write-Debug "$port is somebody else's." } finally { $probe.Stop() }
    }
}

# Until something listens on the port. It is looked up, for a connection would be another sender.
function Wait-Port {
    param([int] $Port)
    $network = [System.Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties()
    for ($i = 0; $i -lt 2400; $i++) {
        if ($Port -in $network.GetActiveTcpListeners().Port) { return }
        Start-Sleep -Milliseconds 25
    }
    throw "Nothing listens on port $Port."
}

# A delivery as the service would send it, for Invoke-WebRequest.
function New-Delivery {
    param([int] $Port, [string] $NoteId = 'rec_1', [string] $DeliveryId = $NoteId, [string] $EventName = 'voicenote.transcribed', [string] $Path = '/', [string] $Secret = $webhookSecret, [datetimeoffset] $At = [datetimeoffset]::UtcNow)
    $body = [System.Text.Encoding]::UTF8.GetBytes((@{ event = $EventName; timestamp = 1703001600; voicenote = @{ id = $NoteId; identity = 'user_é' } } | ConvertTo-Json -Compress))
    @{
        Uri     = "http://127.0.0.1:$Port$Path"
        Method  = 'Post'
        Body    = $body
        Headers = New-VFWebhookSignature -Body $body -Secret $Secret -Timestamp $At -DeliveryId $DeliveryId -AsHeader
    }
}

# Sends one, and returns the status it was answered with.
function Send-Delivery {
    $delivery = New-Delivery @args
    (Invoke-WebRequest @delivery -SkipHttpErrorCheck -NoProxy -TimeoutSec 60).StatusCode
}

# Runs a pipeline in a runspace of its own; its arguments are the port and what else is given. Its output can be counted
# while it runs, and looked at only after its end: until then, reading on waits for more.
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

# Until it has put out so many objects.
function Wait-Output {
    param($Receiver, [int] $Count)
    for ($i = 0; $i -lt 2400 -and $Receiver.Output.Count -lt $Count; $i++) { Start-Sleep -Milliseconds 25 }
    $Receiver.Output.Count | Should -BeGreaterOrEqual $Count
}

# Waits for its end; what it throws is thrown here.
function Complete-Receiver {
    param($Receiver)
    try {
        if (-not $Receiver.Running.AsyncWaitHandle.WaitOne(60000)) { throw 'The receiver does not end.' }
        $null = $Receiver.Shell.EndInvoke($Receiver.Running)
    }
    finally { $Receiver.Shell.Dispose() }
}

# Ends it as Ctrl+C does, where the test has not done it.
function Stop-Receiver {
    param($Receiver)
    $stopping = $Receiver.Shell.BeginStop($null, $null)
    $stopping.AsyncWaitHandle.WaitOne(60000) | Should -BeTrue -Because 'Ctrl+C ends it at once'
}

# Fails where the port is still taken.
function Assert-PortFree {
    param([int] $Port)
    $probe = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, $Port)
    try { { $probe.Start() } | Should -Not -Throw } finally { $probe.Stop() }
}
