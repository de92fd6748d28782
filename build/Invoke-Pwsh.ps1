# Starts a PowerShell of the same version as this one in another process.

# The program that runs this PowerShell, and its first argument if it needs one: dotnet runs a PowerShell from a .NET tool as
# an assembly. The program that comes with the tool is built for one system, and its launcher would stay behind when it ends.
function Get-PwshProgram {
    [System.Environment]::ProcessPath
    if ([System.IO.Path]::GetFileNameWithoutExtension([System.Environment]::ProcessPath) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' }
}

# Runs it to its end; what is piped in is its standard input.
function Invoke-Pwsh {
    $program, $arguments = @(Get-PwshProgram) + $args
    if ($MyInvocation.ExpectingInput) { $input | & $program @arguments } else { & $program @arguments }
}

# What to give to Process.Start for a PowerShell with these arguments that runs beside this one.
function Get-PwshStartInfo {
    $program, $arguments = @(Get-PwshProgram) + $args
    $start = [System.Diagnostics.ProcessStartInfo]::new($program)
    foreach ($argument in $arguments) { $start.ArgumentList.Add($argument) }
    $start
}
