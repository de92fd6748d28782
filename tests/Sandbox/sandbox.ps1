# Starts and stops the sandbox in its own process. Tests, the demo and the benchmarks dot-source this file.

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
    # A method, because a job that gets this object would wait for the result of a task in a property.
    $readErrors = { if ($errors.Wait(1000)) { $errors.Result } }.GetNewClosure()
    $line | ConvertFrom-Json | Add-Member Process $process -PassThru | Add-Member ScriptMethod ReadErrors $readErrors -PassThru
}

function Stop-VFSandbox {
    param($Sandbox)

    # The sandbox ends when its standard input closes.
    if ($Sandbox) {
        $Sandbox.Process.StandardInput.Close()
        if (-not $Sandbox.Process.WaitForExit(10000)) { $Sandbox.Process.Kill() }
        # The sandbox writes to standard error only if it has a bug.
        $errors = $Sandbox.ReadErrors()
        if ($errors) { Write-Warning $errors }
        $Sandbox.Process.Dispose()
    }
}
