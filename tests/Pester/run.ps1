#Requires -Version 7.4
# Runs the Pester tests against the built module and writes what they counted as JSON. build.ps1 starts it in a process
# of its own; by hand: ./tests/Pester/run.ps1 -ModulePath out/VocaFuse/<version> [tests/Pester/X.Tests.ps1 ...]
[CmdletBinding(PositionalBinding = $false)]
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(ValueFromRemainingArguments)] [string[]] $Path = $PSScriptRoot,
    [string] $ResultPath
)

$ErrorActionPreference = 'Stop'
$ModulePath = (Resolve-Path $ModulePath).Path
$env:PSModulePath = [System.IO.Path]::GetDirectoryName([System.IO.Path]::GetDirectoryName($ModulePath)) + [System.IO.Path]::PathSeparator + $env:PSModulePath
# What the person at this machine uses must not leak into the tests, nor the other way round.
Remove-Item Env:VOCAFUSE_API_KEY, Env:VOCAFUSE_API_SECRET, Env:VOCAFUSE_WEBHOOK_SECRET -ErrorAction Ignore

Import-Module Pester -MinimumVersion 5.5 -MaximumVersion 5.99
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$run = Invoke-Pester -Configuration $configuration

if ($ResultPath) {
    [pscustomobject]@{
        Passed  = $run.PassedCount
        # A block or a file that could not even start counts as a failure; its tests would be missing otherwise.
        Failed  = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
        Skipped = $run.SkippedCount + $run.NotRunCount
    } | ConvertTo-Json | Set-Content $ResultPath
}
