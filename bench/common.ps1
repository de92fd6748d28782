# Shared by the benchmarks: measuring two ways to do the same work alternately, and a client in bare C#.

. (Join-Path $PSScriptRoot '../tests/Sandbox/sandbox.ps1')
. (Join-Path $PSScriptRoot '../build/Invoke-Pwsh.ps1')

function Get-Median {
    param([double[]] $Value)
    $sorted = @($Value | Sort-Object)
    $middle = [int][math]::Floor($sorted.Count / 2)
    if ($sorted.Count % 2) { $sorted[$middle] } else { ($sorted[$middle - 1] + $sorted[$middle]) / 2 }
}

# Runs a block that returns the number of items it processed, and returns the milliseconds. The garbage of earlier work is collected first.
function Measure-Work {
    param([scriptblock] $Work, [int] $Count)

    [GC]::Collect()
    [GC]::WaitForPendingFinalizers()
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $did = & $Work $Count
    $watch.Stop()
    if ($did -ne $Count) { throw "The block processed $did items instead of ${Count}: $Work" }
    $watch.Elapsed.TotalMilliseconds
}

# Measures two ways to do the same work alternately, so that changes of the machine's load affect both, and compares their medians.
function Compare-Work {
    param(
        [string] $Work,
        [string] $Against,
        [double] $Target,
        [int] $Count,
        [scriptblock] $Ours,
        [scriptblock] $Theirs,
        # The number of items of the first, unmeasured run: enough to have all code compiled.
        [int] $WarmUp = $Count,
        [int] $Runs = 5
    )

    Write-Host "$Work ..." -NoNewline
    $null = Measure-Work $Theirs $WarmUp
    $null = Measure-Work $Ours $WarmUp
    $theirTimes = [System.Collections.Generic.List[double]]::new()
    $ourTimes = [System.Collections.Generic.List[double]]::new()
    for ($run = 0; $run -lt $Runs; $run++) {
        $theirTimes.Add((Measure-Work $Theirs $Count))
        $ourTimes.Add((Measure-Work $Ours $Count))
    }
    $their = Get-Median $theirTimes
    $our = Get-Median $ourTimes
    $ratio = $our / $their
    $hasTarget = -not [double]::IsNaN($Target)
    Write-Host (' {0:0.000}{1}' -f $ratio, ($hasTarget ? " (target $Target)" : ''))
    [pscustomobject]@{
        Work    = $Work
        Against = $Against
        Ours    = '{0:N0} ms' -f $our
        Theirs  = '{0:N0} ms' -f $their
        Result  = '{0:0.000}' -f $ratio
        Target  = if ($hasTarget) { '≤ {0:0.00}' -f $Target } else { '–' }
        IsMet   = if ($hasTarget) { $ratio -le $Target }
        Runs    = $Runs
    }
}

# Starts the bare C# loop, a process that lists once for each line of its input.
function Open-BareLoop {
    param($Sandbox)

    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    $micro = Join-Path $PSScriptRoot 'Micro/bin/Release/net10.0/VocaFuse.Micro.dll'
    foreach ($argument in $micro, 'list', $Sandbox.baseUri, $Sandbox.apiKey, $Sandbox.apiSecret) {
        $start.ArgumentList.Add($argument)
    }
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    [System.Diagnostics.Process]::Start($start)
}

# Lists all notes with the bare C# loop and a number of concurrent requests, and returns the number of notes.
function Invoke-BareLoop {
    param($Process, [int] $Concurrency)
    $Process.StandardInput.WriteLine($Concurrency)
    [int] ($Process.StandardOutput.ReadLine() -split ' ')[1]
}

function Close-BareLoop {
    param($Process)
    $Process.StandardInput.Close()
    $Process.WaitForExit()
}

# Runs lines in a new PowerShell and returns the last line of its output.
function Invoke-Child {
    param([string[]] $Line)
    $output = Invoke-Pwsh -NoProfile -NonInteractive -Command ($Line -join "`n")
    if ($LASTEXITCODE -ne 0) { throw "The child PowerShell failed: $output" }
    @($output)[-1]
}
