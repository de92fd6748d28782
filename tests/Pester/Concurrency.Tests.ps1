BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-ConnectedSandbox --notes 60 --seed 6
    $ids = @(Invoke-Control $sandbox Get 'notes?status=transcribed' | ForEach-Object { $_ })

    function Set-RateLimit {
        param($PerSecond)
        $null = Invoke-Control $sandbox Post rate-limit @{ perSecond = $PerSecond; retryAfter = '1' }
    }
}

AfterAll { Stop-ConnectedSandbox $sandbox }

Describe 'Concurrent requests' {
    BeforeEach { Reset-Sandbox $sandbox }

    It 'are limited by -ThrottleLimit: <Limit>' -ForEach @(@{ Limit = 1 }, @{ Limit = 5 }, @{ Limit = 8 }) {
        Add-Fault $sandbox @{ path = '*/transcription'; kind = 'latency'; delayMs = 60; count = -1 }
        $option = if ($Limit -eq 8) { @{} } else { @{ ThrottleLimit = $Limit } }
        ($ids[0..24] | Get-VFTranscription @option).VoiceNoteId | Should -Be $ids[0..24]
        (Invoke-Control $sandbox Get requests/max-concurrent).maxConcurrent | Should -Be $Limit
    }

    It 'keep the order of the items if responses arrive in another order' {
        Add-Fault $sandbox @{ path = "/voicenotes/$($ids[2])/*"; kind = 'latency'; delayMs = 300 }
        Add-Fault $sandbox @{ path = "/voicenotes/$($ids[5])/*"; kind = 'latency'; delayMs = 200 }
        ($ids[0..19] | Get-VFTranscription).VoiceNoteId | Should -Be $ids[0..19]
    }

    It 'keep errors in input order' {
        $given = $ids[0], 'vn_gone', $ids[1], $ids[2], 'vn_lost', $ids[3]
        $received = $given | Get-VFTranscription -ErrorAction Continue 2>&1 | ForEach-Object {
            if ($_ -is [System.Management.Automation.ErrorRecord]) { $_.TargetObject } else { $_.VoiceNoteId }
        }
        $received | Should -Be $given
    }

    It 'send one request per item of an array' {
        $null = Get-VFTranscription $ids[0..29]
        (Get-RequestLog $sandbox).path | Sort-Object -Unique | Should -HaveCount 30
        Get-RequestLog $sandbox | Should -HaveCount 30
    }

    It 'stop for a pipeline that stops an endless source' {
        $taken = 1..[int]::MaxValue | ForEach-Object { $ids[$_ % $ids.Count] } | Get-VFTranscription | Select-Object -First 20
        $taken | Should -HaveCount 20
        (Get-RequestLog $sandbox).Count | Should -BeLessOrEqual 28
    }

    It 'return results of a slow source before its next item' {
        $sent = @()
        $ids[0..2] | ForEach-Object { $_; Start-Sleep -Milliseconds 120 } | Get-VFTranscription |
            ForEach-Object { $sent += (Get-RequestLog $sandbox).Count }
        $sent | Should -Be 1, 2, 3
    }

    It 'stop with a terminating error if the credentials are rejected during the run' {
        Add-Fault $sandbox @{ path = '*/transcription'; kind = 'status'; status = 401; skip = 10; count = -1 }
        $got = [System.Collections.Generic.List[object]]::new()
        $failure = { $ids[0..39] | Get-VFTranscription | ForEach-Object { $got.Add($_) } } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
        # Ten requests succeed, and all of their results are returned. These may not be the first ten, because eight are sent concurrently.
        $got.VoiceNoteId | Should -HaveCount 10
        $got.VoiceNoteId | Should -Be ($ids[0..39] | Where-Object { $_ -in $got.VoiceNoteId })
        (Get-RequestLog $sandbox).Count | Should -BeLessOrEqual 18
    }
}

Describe 'A rate limit' {
    BeforeEach { Reset-Sandbox $sandbox }

    It 'pauses all requests together, writes one warning, and each request succeeds once' {
        Set-RateLimit 15
        $got = $ids[0..39] | Get-VFTranscription -WarningVariable warned -WarningAction SilentlyContinue -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
        $got.VoiceNoteId | Should -Be $ids[0..39]
        $warned | Should -HaveCount 1
        $warned[0] | Should -BeLike '*limiting the rate*'
        $requests = Get-RequestLog $sandbox
        @($requests | Where-Object status -EQ 200) | Should -HaveCount 40
        # The limit is exceeded twice. Without a common pause, every waiting request would get a 429 each time.
        @($requests | Where-Object status -EQ 429).Count | Should -BeLessThan 20
    }

    It 'causes no repeated deletions' {
        Set-RateLimit 15
        Get-VFVoiceNote -First 30 | Remove-VFVoiceNote -PassThru -Confirm:$false -WarningAction SilentlyContinue | Should -HaveCount 30
        $deleted = Get-RequestLog $sandbox | Where-Object { $_.method -eq 'DELETE' -and $_.status -eq 204 }
        $deleted.path | Sort-Object -Unique | Should -HaveCount 30
        (Invoke-Control $sandbox Get state).notes | Should -Be 30
    }

    It 'lets every request succeed even if it is very low' {
        Set-RateLimit 2
        ($ids[0..9] | Get-VFTranscription -WarningAction SilentlyContinue).VoiceNoteId | Should -Be $ids[0..9]
    }

    It 'that lasts fails all requests of the command after one retry per pause' {
        Add-Fault $sandbox @{ path = '*/transcription'; kind = 'status'; status = 429; retryAfter = '1'; count = -1 }
        $got = $ids[0..39] | Get-VFTranscription -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $got | Should -BeNullOrEmpty
        $failed.TargetObject | Should -Be $ids[0..39]
        $failed.FullyQualifiedErrorId | Sort-Object -Unique | Should -Be 'RateLimited,VocaFuse.PowerShell.GetVFTranscriptionCommand'
        $failed.ErrorDetails.RecommendedAction | Should -Contain 'Run it again in 1 s.'
        # Eight concurrent requests, then one after each of three pauses; a few more if a pause ends in between.
        (Get-RequestLog $sandbox).Count | Should -BeLessThan 20

        # A new command waits again and starts with all its retries.
        $null = Invoke-Control $sandbox Delete faults
        ($ids[0..9] | Get-VFTranscription -WarningAction SilentlyContinue).VoiceNoteId | Should -Be $ids[0..9]
    }

    It 'longer than the maximum fails all items of the command immediately, and recommends a delay' {
        Add-Fault $sandbox @{ path = '*/transcription'; kind = 'status'; status = 429; retryAfter = '400'; count = -1 }
        $ids[0..39] | Get-VFTranscription -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue |
            Should -BeNullOrEmpty
        $failed.TargetObject | Should -Be $ids[0..39]
        $failed.ErrorDetails.RecommendedAction | Should -Match '^Run it again in (399|400) s\.$'
        (Get-RequestLog $sandbox).Count | Should -BeLessOrEqual 8

        $null = Invoke-Control $sandbox Delete faults
        ($ids[0..9] | Get-VFTranscription).VoiceNoteId | Should -Be $ids[0..9]
    }

    It 'ends immediately with Ctrl+C while many requests wait' {
        Add-Fault $sandbox @{ path = '*/transcription'; kind = 'status'; status = 429; retryAfter = '120'; count = -1 }
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                param($uri, $key, $secret, $ids)
                Import-Module VocaFuse
                Connect-VFAccount -ApiKey $key -ApiSecret (ConvertTo-SecureString $secret -AsPlainText) -BaseUri $uri
                Get-VFTranscription $ids
            }).AddArgument($sandbox.baseUri).AddArgument($sandbox.apiKey).AddArgument($sandbox.apiSecret).AddArgument($ids)
            $null = $shell.BeginInvoke()
            Wait-Until { $shell.Streams.Progress.Count -gt 0 }
            $shell.Streams.Warning | Should -HaveCount 1
            $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(20000) |
                Should -BeTrue -Because 'the command would otherwise wait for two minutes'
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally { $shell.Dispose() }
    }
}
