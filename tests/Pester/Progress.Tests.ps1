# Tests the progress of long-running commands. Each request takes 30 ms, so fifty consecutive requests take more than a second.
BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-VFSandbox --notes 150 --seed 3 --latency-ms 30
    $ids = (Invoke-Control $sandbox Get notes).ForEach{ $_ }

    # Runs a script, and returns its progress records, output, errors and duration.
    function Measure-Progress {
        param([string] $Script, $Argument)
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $command = Start-Command $sandbox $Script $Argument
        $null = $command.Shell.EndInvoke($command.Running)
        [pscustomobject]@{
            Record  = @($command.Shell.Streams.Progress)
            Output  = @($command.Output)
            Failure = @($command.Shell.Streams.Error)
            Seconds = $watch.Elapsed.TotalSeconds
        }
        $command.Shell.Dispose()
    }

    # Checks the properties that all progress bars have in common, and returns the records of one bar without the completing one.
    function Get-Bar {
        param($Measured, [string] $Activity)
        $records = @($Measured.Record | Where-Object Activity -EQ $Activity)
        $records.Count | Should -BeGreaterThan 1 -Because $Activity
        $records.Count | Should -BeLessThan ($Measured.Seconds * 10 + 2) -Because 'ten updates a second are enough'
        $records[-1].RecordType | Should -Be 'Completed'
        $records.ActivityId | Sort-Object -Unique | Should -HaveCount 1
        $records[0..($records.Count - 2)]
    }

    # Checks that the remaining seconds count down from a number. A busy machine may skip some.
    function Assert-Countdown {
        param([object[]] $Record, [int] $From)
        $Record.Count | Should -BeGreaterThan 1
        $Record[0].SecondsRemaining | Should -Be $From
        $Record.SecondsRemaining | Should -Be ($Record.SecondsRemaining | Sort-Object -Descending -Unique)
    }
}

AfterAll { Stop-VFSandbox $sandbox }

Describe 'Progress' {
    BeforeEach { Reset-Sandbox $sandbox }

    It 'of a listing has count, total, rate and remaining time' {
        $measured = Measure-Progress 'Get-VFVoiceNote -PageSize 2 | ForEach-Object { Start-Sleep -Milliseconds 10; $_ }'
        $measured.Output | Should -HaveCount 150
        $bar = Get-Bar $measured 'Listing voice notes'
        $bar.StatusDescription | Should -Match '^\d+ of 150, [\d.]+ per second$'
        $bar.ForEach{ [int]($_.StatusDescription -replace ' .*') } |
            Should -Be ($bar.ForEach{ [int]($_.StatusDescription -replace ' .*') } | Sort-Object)
        $bar[-1].PercentComplete | Should -BeGreaterThan $bar[0].PercentComplete
        $bar[0].SecondsRemaining | Should -BeGreaterThan 0
        $bar[-1].SecondsRemaining | Should -BeLessThan ($bar[0].SecondsRemaining + 1)
    }

    It 'of a listing has the number of requested notes as total: <Option>' -ForEach @(
        @{ Option = '-First 60'; All = 60 }
        @{ Option = '-Skip 100'; All = 50 }
        @{ Option = '-Skip 20 -First 55'; All = 55 }
    ) {
        $measured = Measure-Progress "Get-VFVoiceNote -PageSize 2 $Option | ForEach-Object { Start-Sleep -Milliseconds 30 }"
        (Get-Bar $measured 'Listing voice notes').StatusDescription | Should -BeLike "* of $All, *"
    }

    It 'of a listing whose notes are deleted downstream reaches its end' {
        $measured = Measure-Progress 'Get-VFVoiceNote -PageSize 5 | Remove-VFVoiceNote -Confirm:$false -ThrottleLimit 1'
        $bar = Get-Bar $measured 'Listing voice notes'
        $bar.StatusDescription | Should -BeLike '* of 150, *'
        $bar[-1].PercentComplete | Should -BeGreaterThan 80
        (Get-Bar $measured 'Deleting voice notes').StatusDescription | Should -BeLike '*, * per second'
        (Invoke-Control $sandbox Get state).notes | Should -Be 0
    }

    It 'of a list without a total has count and rate' {
        $measured = Measure-Progress @'
1..4 | ForEach-Object { New-VFApiKey "key $_" } | Out-Null
Get-VFApiKey | ForEach-Object { Start-Sleep -Milliseconds 400; $_ }
'@
        $bar = Get-Bar $measured 'Getting API keys'
        $bar.StatusDescription | Should -Match '^\d+, [\d.]+ per second$'
        $bar[-1].StatusDescription | Should -BeLike "$($measured.Output.Count), *"
    }

    It 'of a pipeline has a bar for each command, without a total while items stream in' {
        $measured = Measure-Progress 'Get-VFVoiceNote -Status transcribed -PageSize 10 | Get-VFTranscription -ThrottleLimit 1'
        $bar = Get-Bar $measured 'Getting transcriptions'
        $bar[0].StatusDescription | Should -Match '^\d+, [\d.]+ per second$'
        $bar[0].PercentComplete | Should -Be -1
        $bar[0].ActivityId | Should -Not -Be (Get-Bar $measured 'Listing voice notes')[0].ActivityId
    }

    It 'of given IDs has their number as total: <Command>' -ForEach @(
        @{ Command = 'Get-VFVoiceNote $args[0] -ThrottleLimit 2'; Activity = 'Getting voice notes' }
        @{ Command = 'Get-VFTranscription $args[0] -ThrottleLimit 2 -ErrorAction Ignore'; Activity = 'Getting transcriptions' }
        @{ Command = 'Remove-VFVoiceNote $args[0] -ThrottleLimit 2 -Confirm:$false'; Activity = 'Deleting voice notes' }
        @{ Command = 'New-VFAccessToken $args[0] -ThrottleLimit 2'; Activity = 'Creating access tokens' }
    ) {
        $bar = Get-Bar (Measure-Progress $Command $ids) $Activity
        $bar.StatusDescription | Should -BeLike '* of 150, *'
        $bar[-1].PercentComplete | Should -BeGreaterThan 50
        # The remaining time is unknown until the first item is completed.
        $bar.SecondsRemaining | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeGreaterOrEqual 0
    }

    It 'is not shown for a command that takes less than a second' {
        # Repeat if the command took longer on a busy machine.
        for ($i = 0; $i -lt 20; $i++) {
            $measured = Measure-Progress 'Get-VFVoiceNote -First 5 | Get-VFTranscription -ErrorAction Ignore'
            if ($measured.Seconds -lt 0.9) { break }
        }
        $measured.Record | Should -BeNullOrEmpty
    }

    It 'is not shown with -ProgressAction SilentlyContinue' {
        $measured = Measure-Progress 'Get-VFVoiceNote -PageSize 2 -ProgressAction SilentlyContinue'
        $measured.Output | Should -HaveCount 150
        $measured.Record | Should -BeNullOrEmpty
    }

    It 'is removed if a later command stops the pipeline' {
        $pipeline = 'Get-VFVoiceNote -PageSize 2 | ForEach-Object { Start-Sleep -Milliseconds 30; $_ } | Select-Object -First 60'
        $measured = Measure-Progress $pipeline
        $measured.Output | Should -HaveCount 60
        $null = Get-Bar $measured 'Listing voice notes'
    }

    It 'is removed if the command fails' {
        Add-Fault $sandbox @{ path = "/voicenotes/$($ids[100])"; kind = 'status'; status = 401; count = -1 }
        $measured = Measure-Progress 'Get-VFVoiceNote $args[0] -ThrottleLimit 1' $ids
        $measured.Failure.FullyQualifiedErrorId | Should -Be 'AuthenticationFailed,VocaFuse.PowerShell.GetVFVoiceNoteCommand'
        $null = Get-Bar $measured 'Getting voice notes'
    }

    It 'counts down the wait for a rate limit, with one warning' {
        Add-Fault $sandbox @{ path = '/account'; kind = 'status'; status = 429; retryAfter = '3'; count = 1 }
        $command = Start-Command $sandbox 'Get-VFAccount'
        $null = $command.Shell.EndInvoke($command.Running)
        $command.Shell.Streams.Warning | Should -HaveCount 1
        $records = @($command.Shell.Streams.Progress | Where-Object StatusDescription -Like 'Waiting for the rate limit*')
        Assert-Countdown $records 3
        $command.Shell.Streams.Progress[-1].RecordType | Should -Be 'Completed'
        $command.Shell.Dispose()
    }

    It 'shows one countdown for many waiting requests, until the wait ends' {
        Add-Fault $sandbox @{ path = '/voicenotes/*'; kind = 'status'; status = 429; retryAfter = '3'; count = 1; skip = 2 }
        $measured = Measure-Progress 'Get-VFVoiceNote $args[0]' $ids[0..39]
        $measured.Output | Should -HaveCount 40
        $records = @($measured.Record | Where-Object Activity -EQ 'VocaFuse')
        # Requests that were in flight when the wait began complete soon and do not end the countdown.
        Assert-Countdown @($records | Where-Object RecordType -NE 'Completed') 3
        @($records | Where-Object RecordType -EQ 'Completed') | Should -HaveCount 1
        $records[-1].RecordType | Should -Be 'Completed'
    }

    It 'counts down from the start of the wait even if a downstream command delayed the record' {
        # The retry for the second note gets a 429 after a second, while the downstream command still processes the first note.
        Add-Fault $sandbox @{ path = "/voicenotes/$($ids[1])"; kind = 'status'; status = 503; retryAfter = '1'; count = 1 }
        Add-Fault $sandbox @{ path = "/voicenotes/$($ids[1])"; kind = 'status'; status = 429; retryAfter = '5'; count = 1 }
        $pipeline = 'Get-VFVoiceNote $args[0] | ForEach-Object -Begin { $delay = 3 } { Start-Sleep -Seconds $delay; $delay = 0 }'
        $measured = Measure-Progress $pipeline $ids[0..1]
        $records = @($measured.Record | Where-Object { $_.Activity -eq 'VocaFuse' -and $_.RecordType -ne 'Completed' })
        $records[0].SecondsRemaining | Should -BeLessThan 5
    }
}
