# Starts and ends the local VocaFuse as a process of its own. Tests, the demo and the benchmarks dot-source this file.

function Start-VFSandbox {
    param([Parameter(ValueFromRemainingArguments)] [string[]] $ArgumentList = @())

    $dll = Join-Path $PSScriptRoot 'bin/Release/net10.0/VocaFuse.Sandbox.dll'
    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in @($dll) + $ArgumentList) { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.UseShellExecute = $false
    $process = [System.Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLine()
    if (-not $line) { throw "The sandbox did not start; it ended with exit code $($process.ExitCode)." }
    $line | ConvertFrom-Json | Add-Member -NotePropertyName Process -NotePropertyValue $process -PassThru
}

function Stop-VFSandbox {
    param($Sandbox)

    # It ends when its standard input closes.
    if ($Sandbox) {
        $Sandbox.Process.StandardInput.Close()
        if (-not $Sandbox.Process.WaitForExit(10000)) { $Sandbox.Process.Kill() }
        $Sandbox.Process.Dispose()
    }
}
