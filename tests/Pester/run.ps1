#Requires -Version 7.4
# Runs the Pester tests against the built module and writes what they counted as JSON. build.ps1 starts it in a process
# of its own; by hand: ./tests/Pester/run.ps1 [tests/Pester/X.Tests.ps1 ...]
[CmdletBinding(PositionalBinding = $false)]
param(
    # The module to test; where left out, the one that was built last.
    [string] $ModulePath = (Join-Path $PSScriptRoot '../../out/VocaFuse/*'),
    [Parameter(ValueFromRemainingArguments)] [string[]] $Path = $PSScriptRoot,
    [string] $ResultPath,

    # Runs them as on a machine of this culture, e.g. tr-TR.
    [string] $Culture,

    # Runs them where errors stop.
    [switch] $Stop,

    # Runs them inside of a module, which imports VocaFuse for itself alone.
    [switch] $Nested,

    # Runs them, and the processes they start, where the environment names no home folder. Not on Windows, which asks
    # the user's profile, not the environment.
    [switch] $NoHome
)

$ErrorActionPreference = 'Stop'
$ModulePath = (Resolve-Path $ModulePath).Path
$env:PSModulePath = @(
    [System.IO.Path]::GetDirectoryName([System.IO.Path]::GetDirectoryName($ModulePath))
    $env:PSModulePath
) -join [System.IO.Path]::PathSeparator
# What the person at this machine uses must not leak into the tests, nor the other way round.
Remove-Item Env:VOCAFUSE_API_KEY, Env:VOCAFUSE_API_SECRET, Env:VOCAFUSE_WEBHOOK_SECRET -ErrorAction Ignore

if ($NoHome) { Remove-Item Env:HOME -ErrorAction Ignore }
if ($Culture) {
    foreach ($place in 'CurrentCulture', 'CurrentUICulture', 'DefaultThreadCurrentCulture', 'DefaultThreadCurrentUICulture') { [cultureinfo]::$place = $Culture }
    # For the processes that tests start; .NET reads it everywhere but on Windows.
    $env:LC_ALL = "$($Culture.Replace('-', '_')).UTF-8"
}

# By path: an installed Pester may be of another version.
Import-Module (Join-Path $PSScriptRoot '../../out/modules/Pester/Pester.psd1')
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
# Modules that the build cannot restore. A test that needs one has its name as a tag, and does not run without it.
$optional = 'PSScriptAnalyzer', 'Microsoft.PowerShell.PlatyPS', 'Pode', 'Microsoft.PowerShell.SecretManagement', 'Microsoft.PowerShell.SecretStore'
$missing = @($optional | Where-Object { -not (Get-Module $_ -ListAvailable) })
$configuration.Filter.ExcludeTag = $missing

# Strict mode everywhere, for callers who are strict: nothing that passes in it fails without. Tests inherit it from the
# scope that starts them, this one; the processes they start get the same.
$errorAction = $Stop ? 'Stop' : 'Continue'
$env:VOCAFUSE_TEST_PREAMBLE = "Set-StrictMode -Version Latest; `$ErrorActionPreference = '$errorAction'; "
$start = {
    param($Configuration, $ErrorActionPreference)
    Set-StrictMode -Version Latest
    Invoke-Pester -Configuration $Configuration
}
$run = $Nested ? (& (New-Module -Name Outer { }) $start $configuration $errorAction) : (& $start $configuration $errorAction)

$notRun = @($run.NotRun | Group-Object {
        $tags = @($_.Tag) + $(for ($block = $_.Block; $block; $block = $block.Parent) { $block.Tag })
        ($missing | Where-Object { $_ -in $tags }) -join ', '
    } | ForEach-Object { "Not installed: $($_.Name). Tests skipped: $($_.Count)" })

if ($ResultPath) {
    [pscustomobject]@{
        Passed   = $run.PassedCount
        # A block or a file that could not even start counts as a failure; its tests would be missing otherwise.
        Failed   = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
        Skipped  = $run.SkippedCount + $run.NotRunCount
        Failures = @(
            $run.FailedContainers | ForEach-Object { "$($_.Item): $($_.ErrorRecord)" }
            @($run.FailedBlocks) + @($run.Failed) | ForEach-Object { "$($_.ExpandedPath): $($_.ErrorRecord)" }
        )
        NotRun   = $notRun
    } | ConvertTo-Json | Set-Content $ResultPath
}
else { $notRun | Write-Host }
