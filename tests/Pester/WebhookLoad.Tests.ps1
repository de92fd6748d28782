# Runs Receive-VFWebhook in separate processes under load and with hostile requests. docs/reliability.md has the results.
BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    . (Join-Path $PSScriptRoot 'webhooks.ps1')
    Add-Type -Path (Join-Path $PSScriptRoot 'DeliveryLoad.cs')

    # Starts a receiver in a new PowerShell. Each event is a line of its log, and with -Verbose each response too. An
    # event named heap… writes the memory in use to a file of that name, one named files… opens -OpenFiles files.
    function Start-ReceiverProcess {
        param([int] $Port, [string] $Log, [string] $Arguments = '', [switch] $Repeat, [int] $MaximumFiles, [int] $OpenFiles)
        $script = @"
Import-Module VocaFuse
`$log = [System.IO.StreamWriter]::new('$Log', `$true)
`$log.AutoFlush = `$true
do {
    Receive-VFWebhook $Port /hook -Secret '$webhookSecret' $Arguments 4>&1 6>`$null | ForEach-Object {
        if (`$_ -is [VocaFuse.WebhookEvent]) {
            `$log.WriteLine("event `$(`$_.DeliveryId)")
            if (`$_.DeliveryId -like 'files*') { `$opened = foreach (`$i in 1..$OpenFiles) { [System.IO.File]::OpenHandle('/dev/null') } }
            if (`$_.DeliveryId -like 'heap*') {
                `$file = "$TestDrive/`$(`$_.DeliveryId)"
                [System.IO.File]::WriteAllText("`$file.tmp", [System.GC]::GetTotalMemory(`$true))
                [System.IO.File]::Move("`$file.tmp", `$file)
            }
        }
        else { `$log.WriteLine("response `$_") }
    }
} while (`$$Repeat)
"@
        $start = Get-PwshStartInfo -NoProfile -NonInteractive -Command $script
        if ($MaximumFiles) {
            $limited = [System.Diagnostics.ProcessStartInfo]::new('/bin/sh')
            foreach ($argument in @('-c', "ulimit -n $MaximumFiles; exec `"`$@`"", 'sh', $start.FileName) + $start.ArgumentList) {
                $limited.ArgumentList.Add($argument)
            }
            $start = $limited
        }
        $process = [System.Diagnostics.Process]::Start($start)
        Wait-Port $Port
        $process
    }

    function Stop-ReceiverProcess {
        param([System.Diagnostics.Process] $Process)
        $Process.Kill()
        $Process.WaitForExit()
        $Process.Dispose()
    }

    function Get-Line {
        param([string] $Log, [string] $Kind)
        $stream = [System.IO.FileStream]::new($Log, 'Open', 'Read', 'ReadWrite')
        $reader = [System.IO.StreamReader]::new($stream)
        try { $lines = $reader.ReadToEnd() -split "`n" } finally { $reader.Dispose() }
        ($lines -like "$Kind *").Substring($Kind.Length + 1)
    }
}

Describe 'Receive-VFWebhook under load' {
    BeforeAll {
        $port = Get-FreePort
        $log = Join-Path $TestDrive load.log
        $receiver = Start-ReceiverProcess $port $log '-Verbose -MaximumBodySize 65536'
        $load = [DeliveryLoad]::new($port, $webhookSecret, 65536)

        # Sends a valid delivery, and returns the memory that the receiver uses when it processes the event. All earlier responses are
        # in the log then.
        function Measure-Receiver {
            param([string] $Id)
            $load.Deliver($Id, 1, 1) | Should -Be 200
            for ($i = 0; $i -lt 2400; $i++) {
                if (Test-Path "$TestDrive/${Id}0") { return [long][System.IO.File]::ReadAllText("$TestDrive/${Id}0") }
                Start-Sleep -Milliseconds 25
            }
            throw "The receiver did not write $Id."
        }
    }

    AfterAll {
        $load.Dispose()
        Stop-ReceiverProcess $receiver
    }

    It 'accepts 2,000 deliveries in bursts of 64, each exactly once, and logs each response' {
        $started = [System.Diagnostics.Stopwatch]::StartNew()
        $statuses = $load.Deliver('del_', 2000, 64)
        $elapsed = $started.Elapsed
        $statuses | Where-Object { $_ -ne 200 } | Should -BeNullOrEmpty
        $null = Measure-Receiver heap_begin_
        $ids = (Get-Line $log event) -like 'del_*'
        $ids | Sort-Object | Should -Be (0..1999 | ForEach-Object { "del_$_" } | Sort-Object)

        $responses = (Get-Line $log response) -match 'delivery del_\d+\)'
        @($responses -like '* 200 OK: *').Count | Should -Be 2000
        @($responses -notlike '* 200 OK: *').Count | Should -Be $load.Repeated

        $waits = $load.Waits | Sort-Object
        Write-Host ('2,000 deliveries in {0:0.0} s, {1} of them repeated; responses after {2:0} ms (median), {3:0} ms (99 of 100)' -f
            $elapsed.TotalSeconds, $load.Repeated, $waits[1000], $waits[1980])
    }

    It 'rejects 10,000 hostile deliveries without using more memory, and accepts valid ones' {
        # Warm up caches and pools.
        $null = $load.Attack(1000, 64)
        $load.CloseStalled()
        $before = Measure-Receiver heap_before_
        $started = [System.Diagnostics.Stopwatch]::StartNew()
        $responses = $load.Attack(10000, 64)
        $elapsed = $started.Elapsed
        # Two hundred stalled senders still have open connections.
        $amid = Measure-Receiver heap_amid_
        $responses | Should -Be @(
            'another id 401 x 1000'
            'forged 401 x 1000'
            'half, then closed 0 x 1000'
            'half, then nothing 0 x 200'
            'not HTTP 400 x 800'
            'other method 405 x 1000'
            'signed, not UTF-8 400 x 1000'
            'stale 401 x 1000'
            'too early 401 x 1000'
            'too large 413 x 1000'
            'without headers 401 x 1000'
        )
        (Get-Line $log event) -notmatch '^(heap|del)_' | Should -BeNullOrEmpty

        # A leak of 100 bytes for each delivery would be one megabyte. Connections take some time to close.
        $load.CloseStalled()
        for ($i = 0; $i -lt 100; $i++) {
            $after = Measure-Receiver "heap_after_${i}_"
            if ($after -lt $before + 1MB) { break }
            Start-Sleep -Milliseconds 200
        }
        $after | Should -BeLessThan ($before + 1MB)
        Write-Host ('10,000 hostile deliveries in {0:0.0} s; memory in use {1:0.0} MB before, {2:0.0} MB amid them, {3:0.0} MB after' -f
            $elapsed.TotalSeconds, ($before / 1MB), ($amid / 1MB), ($after / 1MB))
    }

    It 'rejects an endless request line without using more memory' {
        $null = Measure-Receiver heap_line_
        $receiver.Refresh()
        $before = $receiver.PeakWorkingSet64
        $result = $load.SendEndlessLine(1GB)
        $result.Item2 | Should -BeLike 'HTTP/1.1 431 *'
        $result.Item1 | Should -BeLessThan 64MB
        $null = Measure-Receiver heap_line_again_
        $receiver.Refresh()
        $receiver.PeakWorkingSet64 | Should -BeLessThan ($before + 32MB)
        Write-Host ('Endless request line: cut off after {0:0.0} MB, peak of the process {1:0.0} MB higher' -f
            ($result.Item1 / 1MB), (($receiver.PeakWorkingSet64 - $before) / 1MB))
    }
}

Describe 'Receive-VFWebhook beside stalled connections' {
    # A Unix process has 1,024 file descriptors as a rule, on macOS 256. A process that has none left ends.
    It 'accepts a genuine delivery every 100 ms: <Stalled> connections, <Files> descriptors, <Open> files open' -Skip:$IsWindows -ForEach @(
        @{ Stalled = 1300; Files = 1024; Open = 400 }
        @{ Stalled = 700; Files = 600; Open = 250 }
        @{ Stalled = 300; Files = 256; Open = 0 }
    ) {
        $port = Get-FreePort
        $log = Join-Path $TestDrive "stalled$Stalled$Files$Open.log"
        $receiver = Start-ReceiverProcess $port $log '-AcknowledgeAfter Processed' -MaximumFiles $Files -OpenFiles $Open
        $load = [DeliveryLoad]::new($port, $webhookSecret, 65536)
        try {
            $null = $load.Deliver('warm_', 64, 8)
            if ($Open) { $load.Deliver('files_', 1, 1) | Should -Be 200 }
            $load.Waits.Clear()
            $load.StallConnections($Stalled)
            foreach ($i in 1..20) {
                $load.Deliver("del_${i}_", 1, 1) | Should -Be 200
                Start-Sleep -Milliseconds 100
            }
            $load.Repeated | Should -Be 0
            $receiver.HasExited | Should -BeFalse
            $waits = $load.Waits | Sort-Object
            $format = 'Beside {0:N0} stalled connections, {1:N0} descriptors, {2} files open: ' +
                'responses after {3:0.0} ms (median), {4:0.0} ms (longest)'
            Write-Host ($format -f $Stalled, $Files, $Open, $waits[10], $waits[-1])
        }
        finally {
            $load.Dispose()
            Stop-ReceiverProcess $receiver
        }
    }

    It 'limits the memory of all bodies to 64 MB' {
        $port = Get-FreePort
        $receiver = Start-ReceiverProcess $port (Join-Path $TestDrive bodies.log) '-MaximumBodySize 64MB'
        $load = [DeliveryLoad]::new($port, $webhookSecret, 64MB)
        try {
            $null = $load.Deliver('warm_', 64, 8)
            $receiver.Refresh()
            $before = $receiver.PeakWorkingSet64
            $load.StallBodies(60, 64MB)
            $load.Deliver('stalled_', 1, 1) | Should -Be 200
            $receiver.Refresh()
            $growth = $receiver.PeakWorkingSet64 - $before
            # Repeat this without a pause.
            foreach ($round in 1..4) {
                $load.CloseStalled()
                $load.Deliver("round_${round}_", 1, 1) | Should -Be 200
                $load.StallBodies(8, 8MB)
            }
            $receiver.Refresh()
            $repeated = $receiver.PeakWorkingSet64 - $before
            Write-Host ('60 stalled bodies of 64 MB: peak of the process {0:0.0} MB higher; after four rounds {1:0.0} MB' -f
                ($growth / 1MB), ($repeated / 1MB))
            # 64 MB, and the additional memory of the runtime.
            $growth | Should -BeLessThan 128MB
            $repeated | Should -BeLessThan 256MB
        }
        finally {
            $load.Dispose()
            Stop-ReceiverProcess $receiver
        }
    }
}

Describe 'Receive-VFWebhook that is restarted' {
    BeforeAll {
        # Fails if a sender got the response 200 for an event that was not written.
        function Assert-NothingLost {
            param([string[]] $Acknowledged, [string[]] $Written, [int] $Count, [string] $What)
            $Acknowledged.Count | Should -Be $Count
            $lost = $Acknowledged | Where-Object { $_ -notin $Written }
            $lost | Should -BeNullOrEmpty
            Write-Host "${What}: $Count deliveries acknowledged, 0 lost, $($Written.Count - $Count) written twice"
        }
    }

    BeforeEach {
        $port = Get-FreePort
        $load = [DeliveryLoad]::new($port, $webhookSecret, 65536)
    }

    AfterEach { $load.Dispose() }

    It 'loses none of 120 deliveries if it ends after each one' {
        $log = Join-Path $TestDrive restart.log
        $receiver = Start-ReceiverProcess $port $log '-MaximumCount 1' -Repeat
        try {
            $sending = $load.DeliverUntilAccepted('del_', 120, 4)
            $sending.Wait(120000) | Should -BeTrue
            Assert-NothingLost $sending.Result (Get-Line $log event) 120 'End after each delivery'
        }
        finally { Stop-ReceiverProcess $receiver }
    }

    It 'loses none if it is stopped with Ctrl+C 20 times under load' {
        $sending = $load.DeliverUntilAccepted('del_', 1000, 8)
        $written = foreach ($stop in 1..20) {
            $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port /hook -AcknowledgeAfter Processed }
            Start-Sleep -Milliseconds (20 * $stop)
            Stop-Receiver $receiver
            $receiver.Output | ForEach-Object DeliveryId
            $receiver.Shell.Dispose()
        }
        $last = Start-Receiver $port { param($port) Receive-VFWebhook $port /hook }
        $sending.Wait(120000) | Should -BeTrue
        Stop-Receiver $last
        $written = @($written) + @($last.Output | ForEach-Object DeliveryId)
        $last.Shell.Dispose()
        Assert-NothingLost $sending.Result $written 1000 'Ctrl+C 20 times'
    }

    It 'loses none if it is killed under load' {
        $log = Join-Path $TestDrive kill.log
        $sending = $load.DeliverUntilAccepted('del_', 1000, 4)
        foreach ($kill in 1..3) {
            $receiver = Start-ReceiverProcess $port $log '-AcknowledgeAfter Processed'
            Start-Sleep -Milliseconds (100 * $kill)
            Stop-ReceiverProcess $receiver
        }
        $receiver = Start-ReceiverProcess $port $log '-AcknowledgeAfter Processed'
        try {
            $sending.Wait(120000) | Should -BeTrue
            Assert-NothingLost $sending.Result (Get-Line $log event) 1000 'kill -9, 3 times'
        }
        finally { Stop-ReceiverProcess $receiver }
    }
}
