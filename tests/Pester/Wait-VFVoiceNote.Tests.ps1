BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-ConnectedSandbox '--notes' 30 '--seed' 3

    function Get-SandboxNote { param($Status) @(Invoke-Control $sandbox Get "notes?status=$Status" | ForEach-Object { $_ }) }
    function Add-Processing {
        param($Count)
        @(Invoke-Control $sandbox Post notes @{ count = $Count; status = 'processing' } | ForEach-Object { $_ })
    }
    function Set-Status { param($Id, $Status) $null = Invoke-Control $sandbox Patch "notes/$Id" @{ status = $Status } }
    function Get-NoteRequest { param($Id) @(Get-RequestLog $sandbox | Where-Object path -Like "*/${noteName}s/$Id") }
}

AfterAll { Stop-ConnectedSandbox $sandbox }

Describe 'Wait-VFVoiceNote' {
    BeforeEach { Reset-Sandbox $sandbox }

    It 'returns notes that are ready after one request for each' {
        $ready = (Get-SandboxNote transcribed)[0..9]
        $notes = $ready | Wait-VFVoiceNote
        $notes | Should -BeOfType VocaFuse.VoiceNote
        $notes.Id | Sort-Object | Should -Be ($ready | Sort-Object)
        @(Get-NoteRequest '*').Count | Should -Be 10
    }

    It 'returns each note as soon as its status is no longer processing' {
        $ids = Add-Processing 3
        $wait = Start-Command $sandbox '$args[0] | Wait-VFVoiceNote -PollIntervalSec 0.1' $ids
        Wait-Until { @(Get-NoteRequest $ids[2]).Count -gt 1 }
        $wait.Output.Count | Should -Be 0
        Set-Status $ids[2] transcribed
        Wait-Until { $wait.Output.Count -eq 1 }
        Set-Status $ids[0] failed
        Wait-Until { $wait.Output.Count -eq 2 }
        Set-Status $ids[1] newly_invented
        $wait.Shell.EndInvoke($wait.Running)
        $wait.Output.Id | Should -Be $ids[2, 0, 1]
        $wait.Output.Status | Should -Be 'transcribed', 'failed', 'newly_invented'
        $wait.Shell.Streams.Error | Should -BeNullOrEmpty
        $wait.Shell.Dispose()
    }

    It 'shows the number of completed notes, and removes the progress bar at the end' {
        $ids = Add-Processing 3
        $wait = Start-Command $sandbox '$args[0] | Wait-VFVoiceNote -PollIntervalSec 0.1' $ids
        Wait-Until { $wait.Shell.Streams.Progress | Where-Object StatusDescription -EQ '0 of 3 done, 3 processing' }
        Set-Status $ids[1] transcribed
        Wait-Until { $wait.Shell.Streams.Progress | Where-Object StatusDescription -EQ '1 of 3 done, 2 processing' }
        $ids[0, 2] | ForEach-Object { Set-Status $_ transcribed }
        $wait.Shell.EndInvoke($wait.Running)
        $wait.Shell.Streams.Progress[-1].RecordType | Should -Be 'Completed'
        $wait.Shell.Dispose()
    }

    It 'writes an error for each note that is still processing after the timeout' {
        $open = @(Add-Processing 2)
        $ready = (Get-SandboxNote transcribed)[0]
        $notes = $open[0], $ready, $open[1] |
            Wait-VFVoiceNote -TimeoutSec 1 -PollIntervalSec 0.3 -ErrorVariable failed -ErrorAction SilentlyContinue
        $notes.Id | Should -Be $ready
        $failed.TargetObject | Sort-Object | Should -Be ($open | Sort-Object)
        $failed[0].FullyQualifiedErrorId | Should -Be 'VoiceNoteStillProcessing,VocaFuse.PowerShell.WaitVFVoiceNoteCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failed[0].Exception.Message | Should -BeLike '*still processing after 1 s.'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*-TimeoutSec*'
    }

    It 'sends one request with -TimeoutSec 0' {
        $open = @(Add-Processing 1)
        $open | Wait-VFVoiceNote -TimeoutSec 0 -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'VoiceNoteStillProcessing,*'
        @(Get-NoteRequest $open[0]).Count | Should -Be 1
    }

    It 'writes an error for a missing note, and continues' {
        $ready = (Get-SandboxNote transcribed)[0, 1]
        $notes = $ready[0], 'vn_none', $ready[1] | Wait-VFVoiceNote -ErrorVariable failed -ErrorAction SilentlyContinue
        $notes.Count | Should -Be 2
        $failed.FullyQualifiedErrorId | Should -Be 'VoiceNoteNotFound,VocaFuse.PowerShell.WaitVFVoiceNoteCommand'
        $failed.TargetObject | Should -Be 'vn_none'
    }

    It 'limits concurrent requests with -ThrottleLimit' {
        Add-Fault $sandbox @{ path = '/voicenotes/*'; kind = 'latency'; delayMs = 40; count = -1 }
        (Get-SandboxNote transcribed) | Wait-VFVoiceNote -ThrottleLimit 3 | Should -Not -BeNullOrEmpty
        (Invoke-Control $sandbox Get requests/max-concurrent).maxConcurrent | Should -Be 3
    }

    It 'ends immediately with Ctrl+C, without an error' {
        $ids = @(Add-Processing 1)
        $wait = Start-Command $sandbox '$args[0] | Wait-VFVoiceNote -PollIntervalSec 3600 -TimeoutSec 7200' $ids
        Wait-Until { @(Get-NoteRequest $ids[0]).Count -eq 1 }
        $wait.Shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(20000) |
            Should -BeTrue -Because 'the command would otherwise wait for an hour'
        $wait.Shell.Streams.Error | Should -BeNullOrEmpty
        $wait.Shell.Dispose()
    }

    It 'stops with a terminating error if the credentials are rejected' {
        $credential = Get-SandboxCredential 'sk_test_wrong' 'wrong'
        $connection = Connect-VFAccount -Credential $credential -BaseUri $sandbox.baseUri -Name wrong -SkipValidation -PassThru
        { 'a', 'b' | Wait-VFVoiceNote -Connection $connection } | Should -Throw -ErrorId 'AuthenticationFailed,*'
        Disconnect-VFAccount $connection
    }
}

Describe 'Get-VFTranscription -Wait' {
    BeforeEach { Reset-Sandbox $sandbox }

    It 'waits for notes that are processing, and keeps input order' {
        $ids = @(Add-Processing 1) + (Get-SandboxNote transcribed)[1]
        $wait = Start-Command $sandbox '$args[0] | Get-VFTranscription -Wait -PollIntervalSec 0.1' $ids
        Wait-Until { @(Get-NoteRequest $ids[0]).Count -gt 1 }
        Wait-Until { $wait.Shell.Streams.Progress | Where-Object StatusDescription -EQ '1 of 2 done, 1 processing' }
        Set-Status $ids[0] transcribed
        $wait.Shell.EndInvoke($wait.Running)
        $wait.Output | Should -BeOfType VocaFuse.Transcription
        $wait.Output.VoiceNoteId | Should -Be $ids
        $wait.Shell.Streams.Error | Should -BeNullOrEmpty
        $wait.Shell.Dispose()
    }

    It 'writes an error for a note that is not ready in time, and for one without a transcription' {
        $ids = @(Add-Processing 1) + (Get-SandboxNote transcribed)[1]
        Set-Status $ids[1] failed
        $ids | Get-VFTranscription -Wait -TimeoutSec 1 -PollIntervalSec 0.3 -ErrorVariable failed -ErrorAction SilentlyContinue |
            Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -Be 'VoiceNoteStillProcessing,VocaFuse.PowerShell.GetVFTranscriptionCommand',
            'TranscriptionNotFound,VocaFuse.PowerShell.GetVFTranscriptionCommand'
    }

    It 'does not request the note without -Wait' {
        (Get-SandboxNote transcribed)[0] | Get-VFTranscription | Should -Not -BeNullOrEmpty
        Get-NoteRequest '*' | Where-Object path -NotLike '*/transcription' | Should -BeNullOrEmpty
    }
}
