# Starts a PowerShell of the same version as this one, in a process of its own; what is piped in is its standard input.
# A PowerShell from the dotnet tool manifest has no program of its own: there, dotnet runs its assembly.
function Invoke-Pwsh {
    $program = Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh')
    $program, $arguments = (Test-Path $program) ? (@($program) + $args) : (@('dotnet', (Join-Path $PSHOME 'pwsh.dll')) + $args)
    if ($MyInvocation.ExpectingInput) { $input | & $program @arguments } else { & $program @arguments }
}
