BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-VFSandbox --notes 5 --seed 1
}

AfterAll { Stop-VFSandbox $sandbox }

Describe 'Stopping a command' {
    BeforeEach { Reset-Sandbox $sandbox }

    It 'ends <Name> immediately, without an error record' -ForEach @(
        @{ Name = 'a request that hangs'; Fault = @{ path = '/voicenotes*'; kind = 'hang'; count = -1 } }
        @{
            Name = 'the wait before a retry'
            Fault = @{ path = '/voicenotes*'; kind = 'status'; status = 503; retryAfter = '120'; count = -1 }
        }
        @{
            Name = 'the wait for a rate limit'
            Fault = @{ path = '/voicenotes*'; kind = 'status'; status = 429; retryAfter = '120'; count = -1 }
        }
    ) {
        Add-Fault $sandbox $Fault
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                param($uri, $key, $secret)
                Import-Module VocaFuse
                Connect-VFAccount -ApiKey $key -ApiSecret (ConvertTo-SecureString $secret -AsPlainText) -BaseUri $uri -TimeoutSec 300
                Get-VFVoiceNote
            }).AddArgument($sandbox.baseUri).AddArgument($sandbox.apiKey).AddArgument($sandbox.apiSecret)
            $running = $shell.BeginInvoke()
            # After the request was sent, the command waits.
            Wait-Until { Get-RequestLog $sandbox | Where-Object path -Like '*/voicenotes*' }
            $stopping = $shell.BeginStop($null, $null)
            $stopping.AsyncWaitHandle.WaitOne(20000) | Should -BeTrue -Because 'the command would otherwise wait for minutes'
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally { $shell.Dispose() }
    }
}
