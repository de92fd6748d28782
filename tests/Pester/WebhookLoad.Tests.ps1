# Load and hostility against Receive-VFWebhook, in a process of its own. docs/reliability.md has the figures.
BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    . (Join-Path $PSScriptRoot 'webhooks.ps1')
    Add-Type -Path (Join-Path $PSScriptRoot 'DeliveryLoad.cs')
    $port = Get-FreePort
    $log = Join-Path $TestDrive receiver.log
    # Each event and each answer is a line of the log. An event named heap… has the receiver tell how much memory is in use,
    # in a file of its own.
    $script = @"
Import-Module VocaFuse
`$log = [System.IO.StreamWriter]::new('$log')
`$log.AutoFlush = `$true
Receive-VFWebhook $port /hook -Secret '$webhookSecret' -MaximumBodySize 65536 -Verbose 4>&1 | ForEach-Object {
    if (`$_ -is [VocaFuse.WebhookEvent]) {
        `$log.WriteLine("event `$(`$_.DeliveryId)")
        if (`$_.DeliveryId -like 'heap*') { [System.IO.File]::WriteAllText("$TestDrive/`$(`$_.DeliveryId).tmp", [System.GC]::GetTotalMemory(`$true)); [System.IO.File]::Move("$TestDrive/`$(`$_.DeliveryId).tmp", "$TestDrive/`$(`$_.DeliveryId)") }
    }
    else { `$log.WriteLine("answer `$_") }
}
"@
    $receiver = [System.Diagnostics.Process]::Start((Get-PwshStartInfo -NoProfile -NonInteractive -Command $script))
    Wait-Port $port
    $load = [DeliveryLoad]::new($port, $webhookSecret, 65536)

    # Sends one good delivery, and returns how much memory the receiver has in use when it comes to it. What was answered
    # before is in the log then.
    function Measure-Receiver {
        param([string] $Id)
        $load.Deliver($Id, 1, 1) | Should -Be 200
        for ($i = 0; $i -lt 2400; $i++) {
            if (Test-Path "$TestDrive/${Id}0") { return [long][System.IO.File]::ReadAllText("$TestDrive/${Id}0") }
            Start-Sleep -Milliseconds 25
        }
        throw "The receiver does not write $Id."
    }

    function Get-Line {
        param([string] $Kind)
        $stream = [System.IO.FileStream]::new($log, 'Open', 'Read', 'ReadWrite')
        $reader = [System.IO.StreamReader]::new($stream)
        try { $lines = $reader.ReadToEnd() -split "`n" } finally { $reader.Dispose() }
        ($lines -like "$Kind *").Substring($Kind.Length + 1)
    }
}

AfterAll {
    $load.Dispose()
    $receiver.Kill()
    $receiver.WaitForExit()
    $receiver.Dispose()
}

Describe 'Receive-VFWebhook under load' {
    It 'takes 2,000 deliveries in bursts of 64: none lost, none twice, each in the log' {
        $started = [System.Diagnostics.Stopwatch]::StartNew()
        $statuses = $load.Deliver('del_', 2000, 64)
        $took = $started.Elapsed
        $statuses | Where-Object { $_ -ne 200 } | Should -BeNullOrEmpty
        $null = Measure-Receiver heap_begin_
        $ids = (Get-Line event) -like 'del_*'
        $ids | Sort-Object | Should -Be (0..1999 | ForEach-Object { "del_$_" } | Sort-Object)

        $answers = (Get-Line answer) -match 'delivery del_\d+\)'
        @($answers -like '* 200 OK: *').Count | Should -Be 2000
        @($answers -notlike '* 200 OK: *').Count | Should -Be $load.Repeated

        $waits = $load.Waits | Sort-Object
        Write-Host ('2,000 deliveries in {0:0.0} s, {1} of them repeated; answered after {2:0} ms (median), {3:0} ms (99 of 100)' -f $took.TotalSeconds, $load.Repeated, $waits[1000], $waits[1980])
    }

    It 'writes none of 10,000 hostile ones, needs no more memory, and takes the good one that follows' {
        # The first ones fill caches and pools.
        $null = $load.Attack(1000, 64)
        $load.LetGo()
        $before = Measure-Receiver heap_before_
        $started = [System.Diagnostics.Stopwatch]::StartNew()
        $answers = $load.Attack(10000, 64)
        $took = $started.Elapsed
        # Two hundred senders that stall hold on to their connections still.
        $amid = Measure-Receiver heap_amid_
        $answers | Should -Be @(
            'another id 401 x 1000'
            'forged 401 x 1000'
            'half, then closed 0 x 1000'
            'half, then nothing 0 x 200'
            'no HTTP 400 x 800'
            'other method 405 x 1000'
            'signed, not UTF-8 400 x 1000'
            'stale 401 x 1000'
            'too early 401 x 1000'
            'too large 413 x 1000'
            'without headers 401 x 1000'
        )
        (Get-Line event) -notmatch '^(heap|del)_' | Should -BeNullOrEmpty

        # What they left behind, were it only 100 bytes each, would be a megabyte. The connections close in their own time.
        $load.LetGo()
        for ($i = 0; $i -lt 100; $i++) {
            $after = Measure-Receiver "heap_after_${i}_"
            if ($after -lt $before + 1MB) { break }
            Start-Sleep -Milliseconds 200
        }
        $after | Should -BeLessThan ($before + 1MB)
        Write-Host ('10,000 hostile deliveries in {0:0.0} s; memory in use {1:0.0} MB before, {2:0.0} MB amid them, {3:0.0} MB after' -f $took.TotalSeconds, ($before / 1MB), ($amid / 1MB), ($after / 1MB))
    }
}
