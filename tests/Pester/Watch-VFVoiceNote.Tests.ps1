BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-ConnectedSandbox '--notes' 30 '--seed' 3

    function Add-Note {
        param($Count = 1, $Status = 'transcribed')
        @(Invoke-Control $sandbox Post notes @{ count = $Count; status = $Status; atFront = $true } | ForEach-Object { $_ })
    }
    function Set-Status { param($Id, $Status) $null = Invoke-Control $sandbox Patch "notes/$Id" @{ status = $Status } }
    function Get-Poll { @(Get-RequestLog $sandbox | Where-Object { $_.path -like '*/voicenotes' -and $_.query -like '*date_from*' }) }
}

AfterAll { Stop-ConnectedSandbox $sandbox }

Describe 'Watch-VFVoiceNote' {
    BeforeEach { Reset-Sandbox $sandbox }

    It 'returns each note once, when it reaches the status' {
        $slow = @(Add-Note 1 processing)[0]
        $watch = Start-Command $sandbox 'Watch-VFVoiceNote -PollIntervalSec 0.1 -MaximumCount 4'
        Wait-Until { @(Get-Poll).Count -gt 2 }
        $watch.Output.Count | Should -Be 0
        $first = @(Add-Note 2)
        Wait-Until { $watch.Output.Count -eq 2 }
        Set-Status $slow transcribed
        Wait-Until { $watch.Output.Count -eq 3 }
        $last = @(Add-Note)[0]
        $watch.Shell.EndInvoke($watch.Running)
        $watch.Output.Id | Should -Be $first[1], $first[0], $slow, $last
        $watch.Output[0] | Should -BeOfType VocaFuse.VoiceNote
        $watch.Shell.Streams.Error | Should -BeNullOrEmpty
        $watch.Shell.Dispose()
    }

    It 'passes each note to the pipeline immediately' {
        $watch = Start-Command $sandbox 'Watch-VFVoiceNote -PollIntervalSec 0.1 -MaximumCount 2 | Get-VFTranscription'
        Wait-Until { @(Get-Poll).Count -gt 1 }
        $id = @(Add-Note)[0]
        Wait-Until { $watch.Output.Count -eq 1 }
        $watch.Output[0].VoiceNoteId | Should -Be $id
        $null = Add-Note
        $watch.Shell.EndInvoke($watch.Running)
        $watch.Output.Count | Should -Be 2
        $watch.Shell.Dispose()
    }

    It 'starts at -After, with the oldest note' {
        $all = @(Get-VFVoiceNote)
        $after = ($all | Select-Object -Index 9).CreatedAt
        $expected = $all | Where-Object { $_.IsTranscribed -and $_.CreatedAt -ge $after } | Sort-Object CreatedAt
        (Watch-VFVoiceNote -After $after -TimeoutSec 1 -PollIntervalSec 0.3).Id | Should -Be $expected.Id
    }

    It 'warns of a status that is not known' {
        Watch-VFVoiceNote trnscribed -TimeoutSec 1 -WarningVariable warned -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warned" | Should -BeLike "'trnscribed' is not a known status*"
    }

    It 'watches for <Status>, in any letter case' -ForEach @(
        @{ Status = 'Failed'; Expected = 'failed' }
        @{ Status = 'completed'; Expected = 'transcribed' }
        @{ Status = 'failed', 'TRANSCRIBED'; Expected = 'failed', 'transcribed' }
    ) {
        $before = (Get-VFVoiceNote -First 1).CreatedAt.AddMilliseconds(500)
        foreach ($added in 'failed', 'transcribed', 'processing') { $null = Add-Note 1 $added }
        (Watch-VFVoiceNote $Status -After $before -TimeoutSec 1).Status | Sort-Object | Should -Be $Expected
    }

    It 'ends at -TimeoutSec, and at Select-Object -First' {
        Watch-VFVoiceNote -TimeoutSec 1 -PollIntervalSec 60 | Should -BeNullOrEmpty
        @(Watch-VFVoiceNote -After 2000-01-01 | Select-Object -First 2).Count | Should -Be 2
    }

    It 'rejects <Case>' -ForEach @(
        @{ Case = 'a null -After'; Script = { Watch-VFVoiceNote -After $null } }
        @{ Case = 'an empty status'; Script = { Watch-VFVoiceNote -Status '' } }
        @{ Case = 'a null checkpoint'; Script = { Watch-VFVoiceNote -CheckpointPath $null } }
        @{ Case = '-PollIntervalSec with -NoWait'; Script = { Watch-VFVoiceNote -CheckpointPath x -NoWait -PollIntervalSec 1 } }
    ) {
        $Script | Should -Throw -ExceptionType ([System.Management.Automation.ParameterBindingException])
    }
}

Describe 'Watch-VFVoiceNote while the service fails' {
    BeforeEach { Reset-Sandbox $sandbox }

    It 'writes one error for an interruption, and continues' {
        $watch = Start-Command $sandbox 'Watch-VFVoiceNote -PollIntervalSec 0.1 -MaximumCount 1 -Verbose'
        Wait-Until { @(Get-Poll).Count -gt 1 }
        Add-Fault $sandbox @{ path = '/voicenotes*'; kind = 'status'; status = 400; count = -1 }
        Wait-Until { $watch.Shell.Streams.Error.Count -eq 1 }
        $polls = @(Get-Poll).Count
        Wait-Until { @(Get-Poll).Count -gt $polls + 2 }
        $null = Invoke-Control $sandbox Delete faults
        $null = Add-Note
        $watch.Shell.EndInvoke($watch.Running)
        $watch.Output.Count | Should -Be 1
        $watch.Shell.Streams.Error.Count | Should -Be 1
        $watch.Shell.Streams.Error[0].ErrorDetails.RecommendedAction | Should -BeLike 'Watching continues*0.1 s.'
        "$($watch.Shell.Streams.Verbose)" | Should -BeLike '*responds again*'
        $watch.Shell.Dispose()
    }

    It 'ends with a terminating error if the key is rejected' {
        Add-Fault $sandbox @{ path = '/voicenotes*'; kind = 'status'; status = 401; count = -1 }
        { Watch-VFVoiceNote -After 2025-10-01 -TimeoutSec 30 } | Should -Throw -ErrorId 'AuthenticationFailed,*'
    }
}

Describe 'Watch-VFVoiceNote -CheckpointPath' {
    BeforeEach {
        Reset-Sandbox $sandbox
        $path = Join-Path $TestDrive "$(New-Guid)/watch.json"
    }

    It 'returns the notes that are new since the last run with -NoWait' {
        Watch-VFVoiceNote -CheckpointPath $path -NoWait | Should -BeNullOrEmpty
        $new = @(Add-Note 3)
        $pending = @(Add-Note 1 processing)[0]
        (Watch-VFVoiceNote -CheckpointPath $path -NoWait).Id | Should -Be $new[2, 1, 0]
        Watch-VFVoiceNote -CheckpointPath $path -NoWait | Should -BeNullOrEmpty
        Set-Status $pending transcribed
        (Watch-VFVoiceNote -CheckpointPath $path -NoWait).Id | Should -Be $pending
        @(Get-ChildItem (Split-Path $path) -Force).Name | Should -Be 'watch.json'
    }

    It 'records a note only after the pipeline has processed it: <Case>' -ForEach @(
        @{
            Case = 'an error in the pipeline'
            Pipe = {
                param($p)
                try {
                    Watch-VFVoiceNote -CheckpointPath $p -NoWait | ForEach-Object { $_.Id; if (++$n -eq 2) { throw 'broken' } }
                }
                catch { "$_" }
            }
            Again = 1
        }
        @{
            Case = 'Select-Object -First'
            Pipe = { param($p) $n = 0; Watch-VFVoiceNote -CheckpointPath $p -NoWait | Select-Object -First 2 | ForEach-Object Id }
            Again = 1
        }
        @{
            Case = '-MaximumCount'
            Pipe = { param($p) $n = 0; (Watch-VFVoiceNote -CheckpointPath $p -NoWait -MaximumCount 2).Id }
            Again = 2
        }
    ) {
        $null = Watch-VFVoiceNote -CheckpointPath $path -NoWait
        $new = @(Add-Note 4)
        [array]::Reverse($new)
        $n = 0
        $got = & $Pipe $path
        $got[0, 1] | Should -Be $new[0, 1]
        (Watch-VFVoiceNote -CheckpointPath $path -NoWait).Id | Should -Be $new[$Again..3]
    }

    It 'returns every note if the process is killed, and repeats at most the note in the pipeline' {
        $null = Watch-VFVoiceNote -CheckpointPath $path -NoWait
        $new = @(Add-Note 40)
        [array]::Reverse($new)
        $log = Join-Path (Split-Path $path) log.txt
        $script = @"
Import-Module VocaFuse
`$secret = ConvertTo-SecureString $($sandbox.apiSecret) -AsPlainText
Connect-VFAccount -ApiKey $($sandbox.apiKey) -ApiSecret `$secret -BaseUri $($sandbox.baseUri)
Watch-VFVoiceNote -CheckpointPath '$path' -NoWait | ForEach-Object {
    [System.IO.File]::AppendAllText('$log', `$_.Id + [Environment]::NewLine)
    Start-Sleep -Milliseconds 100
}
"@
        for ($run = 0; $run -lt 2; $run++) {
            $lines = (Test-Path $log) ? @(Get-Content $log).Count : 0
            $process = [System.Diagnostics.Process]::Start((Get-PwshStartInfo -NoProfile -NonInteractive -Command $script))
            try { Wait-Until { (Test-Path $log) -and @(Get-Content $log).Count -gt $lines + 5 } }
            finally { $process.Kill(); $process.WaitForExit() }
        }
        (Watch-VFVoiceNote -CheckpointPath $path -NoWait).Id | Add-Content $log
        $got = Get-Content $log
        $got | Select-Object -Unique | Should -Be $new
        $got.Count | Should -BeLessOrEqual ($new.Count + 2)
    }

    It 'returns a note again if its export failed with -ErrorAction Stop' {
        $null = Watch-VFVoiceNote -CheckpointPath $path -NoWait
        $null = Invoke-Control $sandbox Post notes @{ count = 2; status = 'transcribed' }
        $null = New-Item "$TestDrive/file" -Value x -Force
        { Watch-VFVoiceNote -CheckpointPath $path -NoWait | Export-VFTranscription "$TestDrive/file/none" -ErrorAction Stop } |
            Should -Throw -ErrorId 'FileNotWritten,*'
        $folder = "$TestDrive/$([guid]::NewGuid())"
        Watch-VFVoiceNote -CheckpointPath $path -NoWait | Export-VFTranscription $folder -Force -ErrorAction Stop
        @(Get-ChildItem $folder).Count | Should -Be 2
    }

    It 'rejects a file that is <Case>' -ForEach @(
        @{ Case = 'not a checkpoint'; Content = 'hello'; Id = 'CheckpointUnreadable' }
        @{
            Case = 'for another account'
            Content = '{"version":1,"account":"Other","statuses":["transcribed"],"since":"2025-10-06T00:00:00Z","reported":{},"pending":{}}'
            Id = 'CheckpointMismatch'
        }
        @{
            Case = 'for another status'
            Content = '{"version":1,"account":null,"statuses":["failed"],"since":"2025-10-06T00:00:00Z","reported":{},"pending":{}}'
            Id = 'CheckpointMismatch'
        }
    ) {
        $null = New-Item -ItemType Directory (Split-Path $path)
        Set-Content $path $Content -NoNewline
        { Watch-VFVoiceNote -CheckpointPath $path -NoWait } | Should -Throw -ErrorId "$Id,VocaFuse.PowerShell.WatchVFVoiceNoteCommand"
        Get-Content $path -Raw | Should -Be $Content
    }

    It 'is locked for other commands' {
        $watch = Start-Command $sandbox 'Watch-VFVoiceNote -PollIntervalSec 0.1 -MaximumCount 1 -CheckpointPath $args[0]' $path
        Wait-Until { Test-Path $path }
        { Watch-VFVoiceNote -CheckpointPath $path -NoWait } | Should -Throw -ErrorId 'CheckpointInUse,*'
        $null = Add-Note
        $watch.Shell.EndInvoke($watch.Running)
        $watch.Shell.Dispose()
        Watch-VFVoiceNote -CheckpointPath $path -NoWait | Should -BeNullOrEmpty
    }

    It 'rejects a path that cannot be written, and writes no secret' {
        $null = New-Item -ItemType Directory $path
        { Watch-VFVoiceNote -CheckpointPath $path -NoWait } | Should -Throw -ErrorId 'Checkpoint*' -ExpectedMessage '*It is a folder.'
        { Watch-VFVoiceNote -CheckpointPath Env:x -NoWait } | Should -Throw -ErrorId 'InvalidPath,*'
        $other = Join-Path $TestDrive other.json
        $null = Watch-VFVoiceNote -CheckpointPath $other -NoWait
        $text = Get-Content $other -Raw
        $text | Should -Not -Match ([regex]::Escape($sandbox.apiSecret))
        $text | Should -Not -Match ([regex]::Escape($sandbox.apiKey))
    }
}
