# Starts a PowerShell of the same version as this one, in a process of its own. A PowerShell from the dotnet tool
# manifest has no program of its own: there, dotnet runs its assembly.
function Invoke-Pwsh {
    $program = Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh')
    if (Test-Path $program) { & $program @args } else { & dotnet (Join-Path $PSHOME 'pwsh.dll') @args }
}
