#Requires -Version 7.4
<#
.SYNOPSIS
    Measures the built module against what a script author would write without it, and writes docs/benchmarks.md.
.DESCRIPTION
    Each row compares the medians of two ways to do the same work, measured alternately in one run against one local
    service. The ratio can be compared with other machines; the times depend on this one.
.EXAMPLE
    ./bench/run.ps1 -ModulePath (Resolve-Path out/VocaFuse/*) -Row Import, Signatures -OutPath ''
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $ModulePath,

    # The rows to measure; all by default.
    [ValidateSet('List', 'Transcriptions', 'Export', 'Delete', 'Upload', 'Signatures', 'Import', 'FirstCommand', 'Node', 'Memory', 'Micro')]
    [string[]] $Row = @(
        'List', 'Transcriptions', 'Export', 'Delete', 'Upload', 'Signatures', 'Import', 'FirstCommand', 'Node', 'Memory', 'Micro'
    ),

    # The folder dist/cjs of a built vocafuse-node, for the row Node; empty to leave the row out.
    [string] $NodeSdkPath,

    [int] $Runs = 5,

    # The path of the page, in which the measured rows are replaced; empty to write none.
    [string] $OutPath = (Join-Path $PSScriptRoot '../docs/benchmarks.md')
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
$ProgressPreference = 'SilentlyContinue'
$InformationPreference = 'SilentlyContinue'
# For the measured processes: the time of telemetry depends on the network.
$env:POWERSHELL_TELEMETRY_OPTOUT = '1'

. (Join-Path $PSScriptRoot 'common.ps1')
. (Join-Path $PSScriptRoot 'upload.ps1')
. (Join-Path $PSScriptRoot 'process.ps1')
$ModulePath = (Resolve-Path $ModulePath).Path
$manifest = Join-Path $ModulePath 'VocaFuse.psd1'
Import-Module $manifest

$sandbox = $null
$headers = @{}
$base = ''

function Use-Sandbox {
    param([Parameter(ValueFromRemainingArguments)] [string[]] $ArgumentList)

    $script:sandbox = Start-VFSandbox @ArgumentList --no-log
    $script:base = $sandbox.baseUri
    $script:headers = @{ 'X-VocaFuse-API-Key' = $sandbox.apiKey; 'X-VocaFuse-API-Secret' = $sandbox.apiSecret }
    Connect-VFAccount -ApiKey $sandbox.apiKey -ApiSecret (ConvertTo-SecureString $sandbox.apiSecret -AsPlainText -Force) -BaseUri $base
}

function Close-Sandbox {
    Disconnect-VFAccount
    Stop-VFSandbox $sandbox
}

# A loop as script authors write it to list all notes.
$listByHand = {
    $notes = for ($page = 0; ; $page++) {
        $response = Invoke-RestMethod "$base/voicenotes?page=$page&limit=100" -Headers $headers
        $response.voicenotes
        if (-not $response.next_page_uri) { break }
    }
    $notes.Count
}
$list = {
    $notes = Get-VFVoiceNote
    $notes.Count
}

$rows = @(
    if ('List' -in $Row) {
        $limit = 'eight concurrent requests of a bare `HttpClient` in C#'
        Use-Sandbox --notes 10000 --latency-ms 20
        $bare = Open-BareLoop $sandbox
        try {
            $work = 'list 10,000 notes, 20 ms latency, 100 a page'
            Compare-Work $work 'an `Invoke-RestMethod` page loop' 0.14 10000 $list $listByHand -Runs $Runs
            Compare-Work $work $limit ([double]::NaN) 10000 $list { Invoke-BareLoop $bare 8 } -Runs $Runs
        }
        finally {
            Close-BareLoop $bare
            Close-Sandbox
        }

        Use-Sandbox --notes 10000
        $bare = Open-BareLoop $sandbox
        try {
            Compare-Work 'list 10,000 notes, no latency' 'an `Invoke-RestMethod` page loop' 0.30 10000 $list $listByHand -Runs $Runs
            $against = 'a bare `HttpClient` and source-generated JSON in C#'
            Compare-Work 'list 10,000 notes, no latency' $against 2.0 10000 $list { Invoke-BareLoop $bare 1 } -Runs ($Runs + 4)
            Compare-Work 'list 10,000 notes, no latency' $limit ([double]::NaN) 10000 $list { Invoke-BareLoop $bare 8 } -Runs ($Runs + 4)
        }
        finally {
            Close-BareLoop $bare
            Close-Sandbox
        }
    }

    if ('Transcriptions' -in $Row) {
        Use-Sandbox --notes 2000 --latency-ms 20
        try {
            $ids = (Get-VFVoiceNote -Status transcribed -First 1000).Id
            Compare-Work '1,000 transcriptions, 20 ms latency' 'an `Invoke-RestMethod` loop' 0.14 1000 -WarmUp 50 -Runs $Runs -Ours {
                param($count)
                $got = $ids | Select-Object -First $count | Get-VFTranscription
                $got.Count
            } -Theirs {
                param($count)
                $got = foreach ($id in $ids | Select-Object -First $count) {
                    Invoke-RestMethod "$base/voicenotes/$id/transcription" -Headers $headers
                }
                $got.Count
            }
        }
        finally { Close-Sandbox }
    }

    if ('Export' -in $Row) {
        Use-Sandbox --notes 2000 --latency-ms 20
        $folder = [System.IO.Directory]::CreateTempSubdirectory('vocafuse-bench').FullName
        try {
            $notes = Get-VFVoiceNote -Status transcribed -First 1000
            $against = 'a loop of `Invoke-RestMethod` and `Set-Content`'
            Compare-Work 'export 1,000 notes as text, 20 ms latency' $against 0.14 1000 -WarmUp 50 -Runs $Runs -Ours {
                param($count)
                @($notes | Select-Object -First $count | Export-VFTranscription $folder -Force -PassThru).Count
            } -Theirs {
                param($count)
                foreach ($note in $notes | Select-Object -First $count) {
                    $transcription = Invoke-RestMethod "$base/voicenotes/$($note.Id)/transcription" -Headers $headers
                    Set-Content (Join-Path $folder "$($note.Id).txt") $transcription.text
                }
                $count
            }
            $against = 'a loop of `Invoke-RestMethod` and `Select-String`'
            Compare-Work 'search 1,000 notes, 20 ms latency' $against 0.14 1000 -WarmUp 50 -Runs $Runs -Ours {
                param($count)
                @($notes | Select-Object -First $count | Search-VFTranscription '\w' -List).Count
            } -Theirs {
                param($count)
                @(foreach ($note in $notes | Select-Object -First $count) {
                        $transcription = Invoke-RestMethod "$base/voicenotes/$($note.Id)/transcription" -Headers $headers
                        $transcription.text | Select-String '\w'
                    }).Count
            }
        }
        finally {
            Remove-Item $folder -Recurse
            Close-Sandbox
        }
    }

    if ('Delete' -in $Row) {
        Use-Sandbox --notes 25 --latency-ms 20
        try {
            # The notes are created before the measurement; each side gets its IDs from the queue.
            $store = [System.Collections.Generic.Queue[string]]::new()
            while ($store.Count -lt 1000 * (2 * $Runs) + 100) {
                $body = @{ count = 1000 } | ConvertTo-Json
                $ids = Invoke-RestMethod "$($sandbox.controlUri)/notes" -Method Post -Body $body -ContentType 'application/json'
                foreach ($id in $ids) { $store.Enqueue($id) }
            }
            Compare-Work 'delete 1,000 notes, 20 ms latency' 'an `Invoke-RestMethod` loop' 0.14 1000 -WarmUp 50 -Runs $Runs -Ours {
                param($count)
                $ids = for ($i = 0; $i -lt $count; $i++) { $store.Dequeue() }
                @($ids | Remove-VFVoiceNote -PassThru -Confirm:$false).Count
            } -Theirs {
                param($count)
                $ids = for ($i = 0; $i -lt $count; $i++) { $store.Dequeue() }
                foreach ($id in $ids) { $null = Invoke-RestMethod "$base/voicenotes/$id" -Method Delete -Headers $headers }
                $count
            }
        }
        finally { Close-Sandbox }
    }

    if ('Upload' -in $Row) {
        Use-Sandbox --notes 25 --upload-bytes-per-second 4000000
        $file = Join-Path ([System.IO.Path]::GetTempPath()) "vocafuse-bench-$PID.wav"
        try {
            Write-Wave $file 24000000
            # The upload addresses are requested before the measurement, which covers only the transfer.
            $addresses = [System.Collections.Generic.Queue[string]]::new()
            for ($run = 0; $run -le $Runs; $run++) { $addresses.Enqueue((Get-UploadAddress $file)) }
            Compare-Work 'upload one 24 MB file, 4 MB/s a connection' 'one `Invoke-WebRequest -InFile` PUT' 0.35 1 -Runs $Runs -Ours {
                @(Send-VFVoiceNote $file bench-user).Count
            } -Theirs {
                $null = Invoke-WebRequest $addresses.Dequeue() -Method Put -InFile $file -ContentType 'audio/wav'
                1
            }
        }
        finally {
            Remove-Item $file -ErrorAction Ignore
            Close-Sandbox
        }
    }

    if ('Signatures' -in $Row) {
        $secret = 'whsec_bench_0123456789'
        $secureSecret = ConvertTo-SecureString $secret -AsPlainText -Force
        $body = '{"event":"voicenote.transcribed","text":"' + ('x' * (1024 - 43)) + '"}'
        $signature = New-VFWebhookSignature $body -Secret $secureSecret
        $bodies = @($body) * 100000
        $ours = {
            $results = $bodies | Test-VFWebhookSignature -Signature $signature -Secret $secureSecret -MaximumAge 0
            if ($results -notcontains $false) { $results.Count }
        }
        function Test-ByHand {
            param($Body, $Signature, $Secret)
            $hmac = [System.Security.Cryptography.HMACSHA256]::new([System.Text.Encoding]::UTF8.GetBytes($Secret))
            $hash = $hmac.ComputeHash([System.Text.Encoding]::UTF8.GetBytes($Body))
            [System.Convert]::ToHexString($hash).ToLowerInvariant() -eq $Signature
        }
        $work = '100,000 `Test-VFWebhookSignature` of 1 KB from the pipeline'
        Compare-Work $work 'the HMAC lines a script author writes, in a function' 0.25 100000 $ours -Runs $Runs {
            $results = $bodies | ForEach-Object { Test-ByHand $_ $signature $secret }
            if ($results -notcontains $false) { $results.Count }
        }
        $against = 'the same lines without the function, in `ForEach-Object`, one HMAC object for all'
        Compare-Work $work $against ([double]::NaN) 100000 $ours -Runs $Runs {
            $hmac = [System.Security.Cryptography.HMACSHA256]::new([System.Text.Encoding]::UTF8.GetBytes($secret))
            $results = $bodies | ForEach-Object {
                $hash = $hmac.ComputeHash([System.Text.Encoding]::UTF8.GetBytes($_))
                [System.Convert]::ToHexString($hash).ToLowerInvariant() -eq $signature
            }
            if ($results -notcontains $false) { $results.Count }
        }
    }

    if ('Import' -in $Row) { Measure-Import -Runs (2 * $Runs + 1) }

    if ('FirstCommand' -in $Row) {
        Use-Sandbox --notes 200
        try { Measure-FirstCommand -Runs (2 * $Runs + 1) }
        finally { Close-Sandbox }
    }

    if ('Node' -in $Row -and $NodeSdkPath) {
        foreach ($latency in 20, 0) {
            # The Node SDK reads the envelope with data and pagination only.
            Use-Sandbox --notes 10000 --latency-ms $latency --envelope data
            try {
                $work = 'list 10,000 notes in a new process, {0}' -f ($latency ? "$latency ms latency" : 'no latency')
                Measure-Node -Runs $Runs -SdkPath (Resolve-Path $NodeSdkPath) -Work $work -Target ($latency ? 0.25 : 1.0)
            }
            finally { Close-Sandbox }
        }
    }

    if ('Memory' -in $Row) {
        Use-Sandbox --notes 1000000
        try { Measure-Memory }
        finally { Close-Sandbox }
    }
)

$rows | Format-Table Work, Against, Ours, Theirs, Result, Target, IsMet
if ($OutPath) {
    $micro = if ('Micro' -in $Row) { Measure-Micro }
    $shell = (Test-CompiledPowerShell) ? 'installed' : 'tool'
    & (Join-Path $PSScriptRoot 'page.ps1') -Row $rows -PowerShell $shell -Micro $micro -Machine (Get-Machine) -Path $OutPath
}
