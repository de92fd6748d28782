# Measures rows on whole processes, runs the microbenchmarks, and describes the machine. run.ps1 sets $manifest, $sandbox and $base.

# Measures the start of PowerShell with and without the module. The first run is not counted, so that the files are cached.
function Measure-Import {
    param([int] $Runs)

    Write-Host 'Import-Module ...' -NoNewline
    $empty = [System.Collections.Generic.List[double]]::new()
    $with = [System.Collections.Generic.List[double]]::new()
    for ($run = -1; $run -lt $Runs; $run++) {
        $times = foreach ($command in 'exit', "Import-Module '$manifest'; exit") {
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            Invoke-Pwsh -NoProfile -NonInteractive -Command $command
            $watch.Elapsed.TotalMilliseconds
        }
        if ($run -ge 0) {
            $empty.Add($times[0])
            $with.Add($times[1])
        }
    }
    $more = (Get-Median $with) - (Get-Median $empty)
    $target = (Test-CompiledPowerShell) ? 50 : 200
    Write-Host (" +{0:0} ms (target $target)" -f $more)
    [pscustomobject]@{
        Work    = '`Import-Module`, warm files'
        Against = 'an empty PowerShell start'
        Ours    = '{0:N0} ms' -f (Get-Median $with)
        Theirs  = '{0:N0} ms' -f (Get-Median $empty)
        Result  = '+{0:N0} ms' -f $more
        Target  = "≤ +$target ms"
        IsMet   = $more -le $target
        Runs    = $Runs
    }
}

# Measures the first command of a process after the import: connecting and listing one page. It includes the compilation of code.
function Measure-FirstCommand {
    param([int] $Runs)

    Write-Host 'First command ...' -NoNewline
    $start = '$watch = [System.Diagnostics.Stopwatch]::StartNew()'
    $stop = '$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)'
    $ours = @(
        "Import-Module '$manifest'"
        "`$secret = ConvertTo-SecureString '$($sandbox.apiSecret)' -AsPlainText -Force"
        $start
        "Connect-VFAccount -ApiKey '$($sandbox.apiKey)' -ApiSecret `$secret -BaseUri '$base'"
        '$null = Get-VFVoiceNote -First 100'
        $stop
    )
    $theirs = @(
        "`$headers = @{ 'X-VocaFuse-API-Key' = '$($sandbox.apiKey)'; 'X-VocaFuse-API-Secret' = '$($sandbox.apiSecret)' }"
        $start
        "`$null = Invoke-RestMethod '$base/account' -Headers `$headers"
        "`$null = Invoke-RestMethod '$base/voicenotes?page=0&limit=100' -Headers `$headers"
        $stop
    )
    $times = for ($run = -1; $run -lt $Runs; $run++) {
        $pair = [pscustomobject]@{ Ours = [double] (Invoke-Child $ours); Theirs = [double] (Invoke-Child $theirs) }
        if ($run -ge 0) { $pair }
    }
    $our = Get-Median $times.Ours
    $their = Get-Median $times.Theirs
    Write-Host (' {0:0} ms, {1:0} ms' -f $our, $their)
    [pscustomobject]@{
        Work    = 'the first command after the import: connect and list 100 notes, in a new process'
        Against = 'two `Invoke-RestMethod` calls in a new process'
        Ours    = '{0:N0} ms' -f $our
        Theirs  = '{0:N0} ms' -f $their
        Result  = '{0:0.000}' -f ($our / $their)
        Target  = '–'
        IsMet   = $null
        Runs    = $Runs
    }
}

# Measures a list in a new process against the Node SDK, from the client's creation to the last note.
function Measure-Node {
    param([int] $Runs, [string] $SdkPath, [string] $Work, [double] $Target)

    Write-Host "$Work ..." -NoNewline
    $env:VF_BENCH = @{ sdk = $SdkPath; baseUrl = $base; apiKey = $sandbox.apiKey; apiSecret = $sandbox.apiSecret } | ConvertTo-Json
    $ours = @(
        '$it = $env:VF_BENCH | ConvertFrom-Json'
        "Import-Module '$manifest'"
        '$watch = [System.Diagnostics.Stopwatch]::StartNew()'
        'Connect-VFAccount -ApiKey $it.apiKey -ApiSecret (ConvertTo-SecureString $it.apiSecret -AsPlainText -Force) -BaseUri $it.baseUrl'
        '$notes = Get-VFVoiceNote -PageSize 100'
        'if ($notes.Count -ne 10000) { throw "$($notes.Count) notes" }'
        '$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)'
    )
    $theirs = @'
        const it = JSON.parse(process.env.VF_BENCH);
        const { Client } = require(it.sdk);
        (async () => {
            const start = performance.now();
            const client = new Client({ apiKey: it.apiKey, apiSecret: it.apiSecret, baseUrl: it.baseUrl });
            const notes = [];
            for await (const note of client.voicenotes.iterate({ limit: 100 })) notes.push(note);
            if (notes.length !== 10000) throw new Error(`${notes.length} notes`);
            console.log(performance.now() - start);
        })();
'@
    $times = for ($run = -1; $run -lt $Runs; $run++) {
        $pair = [pscustomobject]@{ Ours = [double] (Invoke-Child $ours); Theirs = [double] (& node --eval $theirs) }
        if ($run -ge 0) { $pair }
    }
    $our = Get-Median $times.Ours
    $their = Get-Median $times.Theirs
    Write-Host (' {0:0} ms, {1:0} ms' -f $our, $their)
    [pscustomobject]@{
        Work    = $Work
        Against = 'vocafuse-node 0.1.0, in a new process'
        Ours    = '{0:N0} ms' -f $our
        Theirs  = '{0:N0} ms' -f $their
        Result  = '{0:0.000}' -f ($our / $their)
        Target  = '≤ {0:0.00}' -f $Target
        IsMet   = $our / $their -le $Target
        Runs    = $Runs
    }
}

# Measures the peak memory of processes that list notes and keep none, less that of a process that does nothing.
function Measure-Memory {
    Write-Host 'Memory ...' -NoNewline
    $connect = @(
        "Import-Module '$manifest'"
        "`$secret = ConvertTo-SecureString '$($sandbox.apiSecret)' -AsPlainText -Force"
        "Connect-VFAccount -ApiKey '$($sandbox.apiKey)' -ApiSecret `$secret -BaseUri '$base'"
    )
    $peak = '[System.Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64'
    $idle = 1..3 | ForEach-Object { [double] (Invoke-Child 'Start-Sleep 1', $peak) }
    $peaks = foreach ($count in 100000, 1000000) {
        $runs = 1..3 | ForEach-Object { [double] (Invoke-Child ($connect + "Get-VFVoiceNote -First $count | Out-Null", $peak)) }
        (Get-Median $runs) - (Get-Median $idle)
    }
    $growth = ($peaks[1] - $peaks[0]) / 900000
    Write-Host (' {0:0} MB, {1:0} bytes a note (target 96, 64)' -f ($peaks[1] / 1MB), $growth)
    [pscustomobject]@{
        Work    = 'peak memory above an idle PowerShell, listing 1,000,000 notes to `Out-Null`'
        Against = '–'
        Ours    = '{0:N0} MB at 100,000' -f ($peaks[0] / 1MB)
        Theirs  = ''
        Result  = '{0:N0} MB; {1:N0} bytes a note after 100,000' -f ($peaks[1] / 1MB), $growth
        Target  = '≤ 96 MB; 64 bytes'
        IsMet   = $peaks[1] -le 96MB -and $growth -le 64
        Runs    = 3
    }
}

# Runs the microbenchmarks of Core and returns their tables.
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

# Returns true if the assemblies of this PowerShell are compiled ahead of time. Those of a .NET tool are not.
function Test-CompiledPowerShell {
    $file = [System.IO.File]::OpenRead((Join-Path $PSHOME 'System.Management.Automation.dll'))
    $reader = [System.Reflection.PortableExecutable.PEReader]::new($file)
    try { $reader.PEHeaders.CorHeader.ManagedNativeHeaderDirectory.Size -gt 0 } finally { $reader.Dispose() }
}

# Describes the machine without its name.
function Get-Machine {
    $release = if (Test-Path /etc/os-release) { ((Get-Content /etc/os-release) -match '^PRETTY_NAME=' -replace '^PRETTY_NAME=|"')[0] }
    else { [System.Runtime.InteropServices.RuntimeInformation]::OSDescription }
    $memory = [math]::Round([GC]::GetGCMemoryInfo().TotalAvailableMemoryBytes / 1GB)
    '{0} cores ({1}), {2} GB of memory, {3}, PowerShell {4} on .NET {5}' -f [System.Environment]::ProcessorCount,
        [System.Runtime.InteropServices.RuntimeInformation]::ProcessArchitecture, $memory, $release, $PSVersionTable.PSVersion,
        [System.Environment]::Version
}
