BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-VFSandbox --notes 60 --seed 6
    $null = Connect-Sandbox $sandbox
    $ids = @(Invoke-Control $sandbox Get 'notes?status=transcribed' | ForEach-Object { $_ })

    function Set-RateLimit {
        param($PerSecond)
        $null = Invoke-Control $sandbox Post rate-limit @{ perSecond = $PerSecond; retryAfter = '1' }
    }
}

AfterAll {
    Disconnect-VFAccount -All
    Stop-VFSandbox $sandbox
}

Describe 'Requests at once' {
    BeforeEach { Reset-Sandbox $sandbox }

    It 'are as many as -ThrottleLimit says: <Limit>' -ForEach @(@{ Limit = 1 }, @{ Limit = 5 }, @{ Limit = 8 }) {
        Add-Fault $sandbox @{ path = '*/transcription'; kind = 'latency'; delayMs = 60; count = -1 }
        $option = if ($Limit -eq 8) { @{} } else { @{ ThrottleLimit = $Limit } }
        ($ids[0..24] | Get-VFTranscription @option).VoiceNoteId | Should -Be $ids[0..24]
        (Invoke-Control $sandbox Get requests/max-concurrent).maxConcurrent | Should -Be $Limit
    }

    It 'keep the order of the items, whichever answer comes first' {
        Add-Fault $sandbox @{ path = "/voicenotes/$($ids[2])/*"; kind = 'latency'; delayMs = 300 }
        Add-Fault $sandbox @{ path = "/voicenotes/$($ids[5])/*"; kind = 'latency'; delayMs = 200 }
        ($ids[0..19] | Get-VFTranscription).VoiceNoteId | Should -Be $ids[0..19]
    }

    It 'leave errors in their place' {
        $given = $ids[0], 'vn_gone', $ids[1], $ids[2], 'vn_lost', $ids[3]
        $came = $given | Get-VFTranscription -ErrorAction Continue 2>&1 | ForEach-Object {
            if ($_ -is [System.Management.Automation.ErrorRecord]) { $_.TargetObject } else { $_.VoiceNoteId }
        }
        $came | Should -Be $given
    }

    It 'send nothing twice and nothing in vain for one array or many items' {
        $null = Get-VFTranscription $ids[0..29]
        (Get-RequestLog $sandbox).path | Sort-Object -Unique | Should -HaveCount 30
        Get-RequestLog $sandbox | Should -HaveCount 30
    }

    It 'do not run away with a source that never ends' {
        $taken = 1..[int]::MaxValue | ForEach-Object { $ids[$_ % $ids.Count] } | Get-VFTranscription | Select-Object -First 20
        $taken | Should -HaveCount 20
        (Get-RequestLog $sandbox).Count | Should -BeLessOrEqual 28
    }

    It 'do not wait for a slow source to say more' {
        $sent = @()
        $ids[0..2] | ForEach-Object { $_; Start-Sleep -Milliseconds 120 } | Get-VFTranscription | ForEach-Object { $sent += (Get-RequestLog $sandbox).Count }
        $sent | Should -Be 1, 2, 3
    }

    It 'end with the command where the credentials are refused in mid-run' {
        Add-Fault $sandbox @{ path = '*/transcription'; kind = 'status'; status = 401; skip = 10; count = -1 }
        $got = [System.Collections.Generic.List[object]]::new()
        $failure = { $ids[0..39] | Get-VFTranscription | ForEach-Object { $got.Add($_) } } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
        # Ten are answered, and none of them is lost. They need not be the first ten, as eight are under way at once.
        $got.VoiceNoteId | Should -HaveCount 10
        $got.VoiceNoteId | Should -Be ($ids[0..39] | Where-Object { $_ -in $got.VoiceNoteId })
        (Get-RequestLog $sandbox).Count | Should -BeLessOrEqual 18
    }
}

Describe 'A rate limit' {
    BeforeEach { Reset-Sandbox $sandbox }

    It 'slows all requests down together; each succeeds once, and one warning says why' {
        Set-RateLimit 15
        $got = $ids[0..39] | Get-VFTranscription -WarningVariable warned -WarningAction SilentlyContinue -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
        $got.VoiceNoteId | Should -Be $ids[0..39]
        $warned | Should -HaveCount 1
        $warned[0] | Should -BeLike '*limiting the rate*'
        $answers = Get-RequestLog $sandbox
        @($answers | Where-Object status -EQ 200) | Should -HaveCount 40
        # Two limits are met, one after another. Without holding back, all that wait would run into each of them.
        @($answers | Where-Object status -EQ 429).Count | Should -BeLessThan 20
    }

    It 'deletes nothing twice' {
        Set-RateLimit 15
        Get-VFVoiceNote -First 30 | Remove-VFVoiceNote -PassThru -Confirm:$false -WarningAction SilentlyContinue | Should -HaveCount 30
        $deleted = Get-RequestLog $sandbox | Where-Object { $_.method -eq 'DELETE' -and $_.status -eq 204 }
        $deleted.path | Sort-Object -Unique | Should -HaveCount 30
        (Invoke-Control $sandbox Get state).notes | Should -Be 30
    }

    It 'lets no request wait for ever, however low it is' {
        Set-RateLimit 2
        ($ids[0..9] | Get-VFTranscription -WarningAction SilentlyContinue).VoiceNoteId | Should -Be $ids[0..9]
    }

    It 'that lasts is everybody''s: one request tries again for all' {
        Add-Fault $sandbox @{ path = '*/transcription'; kind = 'status'; status = 429; retryAfter = '1'; count = -1 }
        $got = $ids[0..39] | Get-VFTranscription -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $got | Should -BeNullOrEmpty
        $failed.TargetObject | Should -Be $ids[0..39]
        $failed.FullyQualifiedErrorId | Sort-Object -Unique | Should -Be 'RateLimited,VocaFuse.PowerShell.GetVFTranscriptionCommand'
        $failed.ErrorDetails.RecommendedAction | Should -Contain 'Run it again in 1 s.'
        # Eight at first, and then one in each of three rounds; or a few more, where a second went by meanwhile.
        (Get-RequestLog $sandbox).Count | Should -BeLessThan 20

        # A new command waits as ever, and has tries of its own.
        $null = Invoke-Control $sandbox Delete faults
        ($ids[0..9] | Get-VFTranscription -WarningAction SilentlyContinue).VoiceNoteId | Should -Be $ids[0..9]
    }

    It 'longer than the maximum fails all items of the command at once, with the time to wait' {
        Add-Fault $sandbox @{ path = '*/transcription'; kind = 'status'; status = 429; retryAfter = '400'; count = -1 }
        $ids[0..39] | Get-VFTranscription -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $failed.TargetObject | Should -Be $ids[0..39]
        $failed.ErrorDetails.RecommendedAction | Should -Match '^Run it again in (399|400) s\.$'
        (Get-RequestLog $sandbox).Count | Should -BeLessOrEqual 8

        $null = Invoke-Control $sandbox Delete faults
        ($ids[0..9] | Get-VFTranscription).VoiceNoteId | Should -Be $ids[0..9]
    }

    It 'ends at once with Ctrl+C, though many wait' {
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
            $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(20000) | Should -BeTrue -Because 'the command would otherwise wait for two minutes'
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally { $shell.Dispose() }
    }
}
