# Starts a PowerShell of the same version as this one in another process.

# Returns the program that runs this PowerShell, and its first argument if needed: a PowerShell from a .NET tool is an assembly that
# dotnet runs. The executable that comes with the tool is built for one system, and its launcher can outlive it.
function Get-PwshProgram {
    [System.Environment]::ProcessPath
    if ([System.IO.Path]::GetFileNameWithoutExtension([System.Environment]::ProcessPath) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' }
}

# Runs PowerShell and waits for its end. Pipeline input becomes its standard input.
function Invoke-Pwsh {
    $program, $arguments = @(Get-PwshProgram) + $args
    if ($MyInvocation.ExpectingInput) { $input | & $program @arguments } else { & $program @arguments }
}

# Creates the start info to run a concurrent PowerShell process with the given arguments.
function Get-PwshStartInfo {
    $program, $arguments = @(Get-PwshProgram) + $args
    $start = [System.Diagnostics.ProcessStartInfo]::new($program)
    foreach ($argument in $arguments) { $start.ArgumentList.Add($argument) }
    $start
}
