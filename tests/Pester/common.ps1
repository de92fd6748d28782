# Imports the built module and defines functions to start and control a local VocaFuse. Dot-source this file in BeforeAll; run.ps1 puts
# the built module first on the module path.

. (Join-Path $PSScriptRoot '../Sandbox/sandbox.ps1')
. (Join-Path $PSScriptRoot '../../build/Invoke-Pwsh.ps1')
Import-Module VocaFuse

# The name of a voice note in the family of names that the local service uses (run.ps1 -Family): voicenote or recording.
$noteName = ($env:VOCAFUSE_SANDBOX_FAMILY ?? 'voicenotes').TrimEnd('s')

# Calls the sandbox's control API, for example Invoke-Control $sandbox Post faults @{ kind = 'status'; status = 503 }.
function Invoke-Control {
    param($Sandbox, [string] $Method, [string] $Path, $Body)

    $request = @{ Method = $Method; Uri = "$($Sandbox.controlUri)/$Path" }
    if ($null -ne $Body) {
        $request.Body = $Body | ConvertTo-Json -Depth 8
        $request.ContentType = 'application/json'
    }
    Invoke-RestMethod @request
}

# Adds a fault. A path such as /voicenotes* is translated to the names of the local service.
function Add-Fault {
    param($Sandbox, [hashtable] $Fault)
    $Fault = $Fault.Clone()
    if ($Fault['path']) { $Fault.path = $Fault.path -replace '^/voicenotes', "/${noteName}s" }
    $null = Invoke-Control $Sandbox Post faults $Fault
}

# Returns the API requests that the sandbox has received, oldest first.
function Get-RequestLog {
    param($Sandbox)
    @(Invoke-Control $Sandbox Get log | ForEach-Object { $_ })
}

function Clear-RequestLog {
    param($Sandbox)
    $null = Invoke-Control $Sandbox Delete log
}

# Resets the data, the log and the faults of the sandbox.
function Reset-Sandbox {
    param($Sandbox)
    $null = Invoke-Control $Sandbox Post reset
}

function Get-SandboxCredential {
    param([string] $ApiKey, [string] $ApiSecret)
    [pscredential]::new($ApiKey, (ConvertTo-SecureString $ApiSecret -AsPlainText -Force))
}

# Connects to the sandbox with its unrestricted key, without delays between retries. The names of recordings are set, because
# their detection needs requests that the tests do not expect.
function Connect-Sandbox {
    param(
        $Sandbox,
        [string] $ApiKey = $Sandbox.apiKey,
        [string] $ApiSecret = $Sandbox.apiSecret,
        [string] $Name = 'Default',
        [hashtable] $Option = @{}
    )

    $Option = @{ RetryIntervalSec = 0; ApiNames = $noteName -eq 'recording' ? 'Recordings' : 'Auto' } + $Option
    Connect-VFAccount -Credential (Get-SandboxCredential $ApiKey $ApiSecret) -BaseUri $Sandbox.baseUri -Name $Name -PassThru @Option
}

# Starts a sandbox with the given options, and connects to it.
function Start-ConnectedSandbox {
    $sandbox = Start-VFSandbox @args
    $null = Connect-Sandbox $sandbox
    $sandbox
}

# Closes all connections, and stops the sandbox.
function Stop-ConnectedSandbox {
    param($Sandbox)
    Disconnect-VFAccount -All
    Stop-VFSandbox $Sandbox
}

# Runs a script in a new PowerShell, with the built module on its path, and returns its output. The preamble of run.ps1 sets strict mode
# and $ErrorActionPreference as in the tests.
function Invoke-Script {
    param([string] $Script)
    Invoke-Pwsh -NoProfile -NonInteractive -Command ($env:VOCAFUSE_TEST_PREAMBLE + $Script) 2>&1
}

# Runs a script block with environment variables set ($null removes one), and restores them afterwards.
function Use-Environment {
    param([hashtable] $Variable, [scriptblock] $Script)
    $before = @{}
    foreach ($name in $Variable.Keys) { $before[$name] = [Environment]::GetEnvironmentVariable($name) }
    # Set-Item removes a variable if the value is $null; [Environment] would get an empty string.
    try {
        foreach ($name in $Variable.Keys) { Set-Item "Env:$name" $Variable[$name] }
        & $Script
    }
    finally { foreach ($name in $before.Keys) { Set-Item "Env:$name" $before[$name] } }
}

# Returns the output of all common ways to show an object, as one text.
function Get-VisibleText {
    param($InputObject)
    @(
        $InputObject | Out-String -Width 4096
        $InputObject | Format-Table * -Force | Out-String -Width 4096
        $InputObject | Format-List * -Force | Out-String -Width 4096
        $InputObject | Format-Custom -Depth 5 | Out-String -Width 4096
        $InputObject | ConvertTo-Json -Depth 5 -WarningAction Ignore
        $InputObject | ConvertTo-Csv
        "$InputObject"
    ) -join "`n"
}

# Returns the object as another process would receive it.
function Get-Deserialized {
    param($InputObject)
    [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($InputObject))
}

# Starts a script in a new runspace, with a connection and progress records, and does not wait for its end.
function Start-Command {
    param($Sandbox, [string] $Script, $Argument)
    $shell = [powershell]::Create().AddScript({
            param($uri, $key, $secret, $script, $argument)
            $ProgressPreference = 'Continue'
            Import-Module VocaFuse
            Connect-VFAccount -ApiKey $key -ApiSecret (ConvertTo-SecureString $secret -AsPlainText) -BaseUri $uri -SkipValidation
            & ([scriptblock]::Create($script)) $argument
        })
    foreach ($value in $Sandbox.baseUri, $Sandbox.apiKey, $Sandbox.apiSecret, $Script, $Argument) { $null = $shell.AddArgument($value) }
    $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
    $running = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
    [pscustomobject]@{ Shell = $shell; Running = $running; Output = $output }
}

function Wait-Until {
    param([scriptblock] $Condition)
    for ($i = 0; $i -lt 2400 -and -not (& $Condition); $i++) { Start-Sleep -Milliseconds 25 }
    [bool](& $Condition) | Should -BeTrue -Because "the test waits for: $Condition"
}
