#Requires -Version 7.4
<#
.SYNOPSIS
    Measures the built module against what a script author would write without it, and writes docs/benchmarks.md.
.DESCRIPTION
    Each row compares the medians of two ways of doing the same thing, measured turn by turn in one run against one local
    service. The ratio is what counts; the times are those of this machine.
.EXAMPLE
    ./bench/run.ps1 -ModulePath out/VocaFuse/0.1.0 -Row Import, Signatures -OutPath ''
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $ModulePath,

    # Which rows to measure; all where left out.
    [ValidateSet('List', 'Transcriptions', 'Delete', 'Upload', 'Signatures', 'Import', 'Memory', 'Micro')]
    [string[]] $Row = @('List', 'Transcriptions', 'Delete', 'Upload', 'Signatures', 'Import', 'Memory', 'Micro'),

    [int] $Runs = 5,

    # Where the page goes; empty for nowhere.
    [string] $OutPath = (Join-Path $PSScriptRoot '../docs/benchmarks.md')
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
$ProgressPreference = 'SilentlyContinue'
$InformationPreference = 'SilentlyContinue'

. (Join-Path $PSScriptRoot 'common.ps1')
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

# A recording of 16-bit mono at 44.1 kHz: silence, of so many bytes.
function Write-Wave {
    param([string] $Path, [int] $Length)

    $writer = [System.IO.BinaryWriter]::new([System.IO.File]::Create($Path))
    try {
        $ascii = [System.Text.Encoding]::ASCII
        $writer.Write($ascii.GetBytes('RIFF')); $writer.Write([int] ($Length - 8)); $writer.Write($ascii.GetBytes('WAVEfmt '))
        $writer.Write([int] 16); $writer.Write([int16] 1); $writer.Write([int16] 1); $writer.Write([int] 44100); $writer.Write([int] 88200)
        $writer.Write([int16] 2); $writer.Write([int16] 16); $writer.Write($ascii.GetBytes('data')); $writer.Write([int] ($Length - 44))
        $writer.Write([byte[]]::new($Length - 44))
    }
    finally { $writer.Dispose() }
}

# The address a whole file can be put to.
function Get-UploadPlace {
    param([string] $Path)

    $token = (Invoke-RestMethod "$base/token" -Method Post -Headers $headers -ContentType 'application/json' -Body (@{
        user_id = 'bench-user'; expires_in = 3600; scopes = @('voice-api.upload_voicenote') } | ConvertTo-Json)).data.jwt_token
    $length = (Get-Item $Path).Length
    (Invoke-RestMethod "$base/upload" -Method Post -Headers @{ Authorization = "Bearer $token" } -ContentType 'application/json' -Body (@{
        file_name = 'bench.wav'; file_size = $length; audio_format = 'wav'; duration_seconds = 272; use_multipart = $false
        sdk_metadata = @{ duration_seconds = 272; codec = 'pcm'; file_size_bytes = $length } } | ConvertTo-Json)).data.presigned_url
}

# Starting PowerShell with and without the module, both often enough that the files are warm.
function Measure-Import {
    param([int] $Runs)

    Write-Host 'Import-Module ...' -NoNewline
    $pwsh = [System.Environment]::ProcessPath
    $empty = [System.Collections.Generic.List[double]]::new()
    $with = [System.Collections.Generic.List[double]]::new()
    for ($run = -1; $run -lt $Runs; $run++) {
        $times = foreach ($command in 'exit', "Import-Module '$manifest'; exit") {
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            & $pwsh -NoProfile -NonInteractive -Command $command
            $watch.Elapsed.TotalMilliseconds
        }
        if ($run -ge 0) {
            $empty.Add($times[0])
            $with.Add($times[1])
        }
    }
    $more = (Get-Median $with) - (Get-Median $empty)
    Write-Host (' +{0:0} ms (reach 100)' -f $more)
    [pscustomobject]@{
        Work    = '`Import-Module`, warm files'
        Against = 'an empty PowerShell start'
        Ours    = '{0:N0} ms' -f (Get-Median $with)
        Theirs  = '{0:N0} ms' -f (Get-Median $empty)
        Result  = '+{0:N0} ms' -f $more
        Reach   = '≤ +100 ms'
        IsMet   = $more -le 100
        Runs    = $Runs
    }
}

# The peak of processes that list so many notes and keep none, above one that does nothing.
function Measure-Memory {
    Write-Host 'Memory ...' -NoNewline
    $connect = @(
        "Import-Module '$manifest'"
        "Connect-VFAccount -ApiKey '$($sandbox.apiKey)' -ApiSecret (ConvertTo-SecureString '$($sandbox.apiSecret)' -AsPlainText -Force) -BaseUri '$base'"
    )
    $peak = '[System.Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64'
    $idle = 1..3 | ForEach-Object { [double] (Invoke-Child 'Start-Sleep 1', $peak) }
    $peaks = foreach ($count in 100000, 1000000) {
        $runs = 1..3 | ForEach-Object { [double] (Invoke-Child ($connect + "Get-VFVoiceNote -First $count | Out-Null", $peak)) }
        (Get-Median $runs) - (Get-Median $idle)
    }
    $growth = ($peaks[1] - $peaks[0]) / 900000
    Write-Host (' {0:0} MB, {1:0} bytes a note (reach 96, 64)' -f ($peaks[1] / 1MB), $growth)
    [pscustomobject]@{
        Work    = 'peak memory above an idle PowerShell, listing 1,000,000 notes to `Out-Null`'
        Against = '–'
        Ours    = '{0:N0} MB at 100,000' -f ($peaks[0] / 1MB)
        Theirs  = ''
        Result  = '{0:N0} MB; {1:N0} bytes a note after 100,000' -f ($peaks[1] / 1MB), $growth
        Reach   = '≤ 96 MB; 64 bytes'
        IsMet   = $peaks[1] -le 96MB -and $growth -le 64
        Runs    = 3
    }
}

# The tables of the core's micro-benchmarks.
function Measure-Micro {
    $artifacts = Join-Path ([System.IO.Path]::GetTempPath()) "vocafuse-micro-$PID"
    & dotnet (Join-Path $PSScriptRoot 'Micro/bin/Release/net10.0/VocaFuse.Micro.dll') --filter '*' --artifacts $artifacts | Out-Null
    foreach ($report in Get-ChildItem (Join-Path $artifacts 'results') -Filter *-report-github.md) {
        "**$($report.BaseName -replace '^VocaFuse\.Micro\.|-report-github$')**"
        ''
        Get-Content $report | Where-Object { $_ -like '|*' }
        ''
    }
    Remove-Item $artifacts -Recurse
}

# The machine in general terms.
function Get-Machine {
    $release = if (Test-Path /etc/os-release) { ((Get-Content /etc/os-release) -match '^PRETTY_NAME=' -replace '^PRETTY_NAME=|"')[0] } else { [System.Runtime.InteropServices.RuntimeInformation]::OSDescription }
    $memory = [math]::Round([GC]::GetGCMemoryInfo().TotalAvailableMemoryBytes / 1GB)
    '{0} cores ({1}), {2} GB of memory, {3}, PowerShell {4} on .NET {5}' -f [System.Environment]::ProcessorCount,
        [System.Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture, $memory, $release, $PSVersionTable.PSVersion, [System.Environment]::Version
}

# What a script author writes to list everything.
$listByHand = {
    $notes = for ($page = 0; ; $page++) {
        $answer = Invoke-RestMethod "$base/voicenotes?page=$page&limit=100" -Headers $headers
        $answer.voicenotes
        if (-not $answer.next_page_uri) { break }
    }
    $notes.Count
}
$list = {
    $notes = Get-VFVoiceNote
    $notes.Count
}

$rows = @(
    if ('List' -in $Row) {
        Use-Sandbox --notes 10000 --latency-ms 20
        try {
            Compare-Work 'list 10,000 notes, 20 ms latency, 100 a page' 'an `Invoke-RestMethod` page loop' 0.25 10000 $list $listByHand -Runs $Runs
        }
        finally { Close-Sandbox }

        Use-Sandbox --notes 10000
        $bare = Open-BareLoop $sandbox
        try {
            Compare-Work 'list 10,000 notes, no latency' 'the same' 0.30 10000 $list $listByHand -Runs $Runs
            Compare-Work 'the same' 'a bare `HttpClient` and source-generated JSON in C#' 2.0 10000 $list -Runs ($Runs + 4) {
                $bare.StandardInput.WriteLine()
                [int] ($bare.StandardOutput.ReadLine() -split ' ')[1]
            }
        }
        finally {
            $bare.StandardInput.Close()
            $bare.WaitForExit()
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

    if ('Delete' -in $Row) {
        Use-Sandbox --notes 25 --latency-ms 20
        try {
            # Making the notes is not part of what is measured: each side takes from a store that was filled before.
            $store = [System.Collections.Generic.Queue[string]]::new()
            while ($store.Count -lt 1000 * (2 * $Runs) + 100) {
                $body = @{ count = 1000 } | ConvertTo-Json
                Invoke-RestMethod "$($sandbox.controlUri)/notes" -Method Post -Body $body -ContentType 'application/json' | ForEach-Object { $_ } | ForEach-Object { $store.Enqueue($_) }
            }
            Compare-Work 'delete 1,000 notes, 20 ms latency' 'the same' 0.14 1000 -WarmUp 50 -Runs $Runs -Ours {
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
            # Where to put the file is asked for before; only the transfer is measured.
            $places = [System.Collections.Generic.Queue[string]]::new()
            for ($run = 0; $run -le $Runs; $run++) { $places.Enqueue((Get-UploadPlace $file)) }
            Compare-Work 'upload one 24 MB file, 4 MB/s a connection' 'one `Invoke-WebRequest -InFile` PUT' 0.35 1 -Runs $Runs -Ours {
                @(Send-VFVoiceNote $file bench-user).Count
            } -Theirs {
                $null = Invoke-WebRequest $places.Dequeue() -Method Put -InFile $file -ContentType 'audio/wav'
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
        $guarded = ConvertTo-SecureString $secret -AsPlainText -Force
        $body = '{"event":"voicenote.transcribed","text":"' + ('x' * (1024 - 43)) + '"}'
        $signature = New-VFWebhookSignature $body -Secret $guarded
        $bodies = @($body) * 100000
        $ours = {
            $verdicts = $bodies | Test-VFWebhookSignature -Signature $signature -Secret $guarded -MaximumAge 0
            if ($verdicts -notcontains $false) { $verdicts.Count }
        }
        function Test-ByHand {
            param($Body, $Signature, $Secret)
            $hmac = [System.Security.Cryptography.HMACSHA256]::new([System.Text.Encoding]::UTF8.GetBytes($Secret))
            $hash = $hmac.ComputeHash([System.Text.Encoding]::UTF8.GetBytes($Body))
            [System.Convert]::ToHexString($hash).ToLowerInvariant() -eq $Signature
        }
        Compare-Work '100,000 `Test-VFWebhookSignature` of 1 KB from the pipeline' 'the HMAC lines a script author writes, in a function' 0.25 100000 $ours -Runs $Runs {
            $verdicts = $bodies | ForEach-Object { Test-ByHand $_ $signature $secret }
            if ($verdicts -notcontains $false) { $verdicts.Count }
        }
        Compare-Work 'the same' 'the same lines without the function, in `ForEach-Object`, one HMAC object for all' ([double]::NaN) 100000 $ours -Runs $Runs {
            $hmac = [System.Security.Cryptography.HMACSHA256]::new([System.Text.Encoding]::UTF8.GetBytes($secret))
            $verdicts = $bodies | ForEach-Object {
                $hash = $hmac.ComputeHash([System.Text.Encoding]::UTF8.GetBytes($_))
                [System.Convert]::ToHexString($hash).ToLowerInvariant() -eq $signature
            }
            if ($verdicts -notcontains $false) { $verdicts.Count }
        }
    }

    if ('Import' -in $Row) { Measure-Import -Runs (2 * $Runs + 1) }

    if ('Memory' -in $Row) {
        Use-Sandbox --notes 1000000
        try { Measure-Memory }
        finally { Close-Sandbox }
    }
)

$rows | Format-Table Work, Against, Ours, Theirs, Result, Reach, IsMet
if ($OutPath) {
    $micro = if ('Micro' -in $Row) { Measure-Micro }
    & (Join-Path $PSScriptRoot 'page.ps1') -Row $rows -Micro $micro -Machine (Get-Machine) | Set-Content $OutPath
}
