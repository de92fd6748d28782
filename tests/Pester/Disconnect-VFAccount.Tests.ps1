Describe 'Disconnect-VFAccount' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-VFSandbox --notes 2
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach {
        Reset-Sandbox $sandbox
        Disconnect-VFAccount -All
        $null = Connect-Sandbox $sandbox -Name first
        $second = Connect-Sandbox $sandbox -Name second
    }

    It 'makes the newest remaining connection the current one' {
        Disconnect-VFAccount first
        (Get-VFConnection).Name | Should -Be 'second'
        $second.IsCurrent | Should -BeTrue
    }

    It 'reports that a connection is closed' {
        Disconnect-VFAccount
        $failure = { Get-VFVoiceNote -Connection $second } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'ConnectionClosed,*'
    }

    It 'fails requests in flight if their connection is closed: <Name>' -ForEach @(
        @{ Name = 'a request'; Fault = @{ path = '/voicenotes*'; kind = 'hang'; count = -1 } }
        @{ Name = 'a wait'; Fault = @{ path = '/voicenotes*'; kind = 'status'; status = 429; retryAfter = '200'; count = -1 } }
    ) {
        Add-Fault $sandbox $Fault
        $shared = Connect-Sandbox $sandbox -Name shared
        $job = [powershell]::Create().AddScript({
                param($connection)
                Import-Module VocaFuse
                try { Remove-VFVoiceNote vn_1, vn_2 -Connection $connection -Confirm:$false } catch { $_ }
            }).AddArgument($shared)
        try {
            $running = $job.BeginInvoke()
            Wait-Until { Get-RequestLog $sandbox | Where-Object path -Like '*/vn_1' }
            Disconnect-VFAccount shared
            $running.AsyncWaitHandle.WaitOne(20000) | Should -BeTrue
            $failure = $job.EndInvoke($running)
            $failure.FullyQualifiedErrorId | Should -Be 'ConnectionClosed,VocaFuse.PowerShell.RemoveVFVoiceNoteCommand'
            "$failure" | Should -BeLike '*Disconnect-VFAccount*'
            $job.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $job.Dispose()
            $null = Invoke-Control $sandbox Delete faults
        }
    }
}
