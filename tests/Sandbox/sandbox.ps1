# Starts and ends the local VocaFuse as a process of its own. Tests, the demo and the benchmarks dot-source this file.

# The arguments are the options of the program (README.md). VOCAFUSE_SANDBOX_FAMILY names the family if none is given: the
# tests run over both.
function Start-VFSandbox {
    param([Parameter(ValueFromRemainingArguments)] [string[]] $ArgumentList = @())

    if ($env:VOCAFUSE_SANDBOX_FAMILY -and '--family' -notin $ArgumentList) { $ArgumentList += '--family', $env:VOCAFUSE_SANDBOX_FAMILY }
    $dll = Join-Path $PSScriptRoot 'bin/Release/net10.0/VocaFuse.Sandbox.dll'
    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in @($dll) + $ArgumentList) { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.UseShellExecute = $false
    $process = [System.Diagnostics.Process]::Start($start)
    # Read without waiting, so that a full pipe never blocks the program.
    $errors = $process.StandardError.ReadToEndAsync()
    $line = $process.StandardOutput.ReadLine()
    if (-not $line) {
        $process.WaitForExit()
        throw "The sandbox ended with exit code $($process.ExitCode): $($errors.Result.Trim())"
    }
    $line | ConvertFrom-Json | Add-Member -NotePropertyMembers @{ Process = $process; Errors = $errors } -PassThru
}

function Stop-VFSandbox {
    param($Sandbox)

    # It ends when its standard input closes.
    if ($Sandbox) {
        $Sandbox.Process.StandardInput.Close()
        if (-not $Sandbox.Process.WaitForExit(10000)) { $Sandbox.Process.Kill() }
        # What it wrote there is about a bug of its own.
        if ($Sandbox.Errors.Wait(1000) -and $Sandbox.Errors.Result) { Write-Warning $Sandbox.Errors.Result }
        $Sandbox.Process.Dispose()
    }
}
