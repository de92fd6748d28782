#Requires -Version 7.4
# Runs the Pester tests against the built module and writes the counts as JSON. build.ps1 runs it in a new process. To run it yourself:
# ./tests/Pester/run.ps1 [tests/Pester/X.Tests.ps1 ...]
[CmdletBinding(PositionalBinding = $false)]
param(
    # The module to test. The default is the last build.
    [string] $ModulePath = (Join-Path $PSScriptRoot '../../out/VocaFuse/*'),
    [Parameter(ValueFromRemainingArguments)] [string[]] $Path = $PSScriptRoot,
    [string] $ResultPath,

    # Sets the culture, such as tr-TR.
    [string] $Culture,

    # Sets the time zone, such as America/New_York. Has no effect on Windows, where .NET ignores TZ.
    [string] $TimeZone,

    # The family of names of the local service.
    [ValidateSet('voicenotes', 'recordings')] [string] $Family = 'voicenotes',

    # Sets $ErrorActionPreference to Stop.
    [switch] $Stop,

    # Runs the tests inside a module, which imports VocaFuse into its own scope.
    [switch] $Nested,

    # Removes the environment variable HOME. Has no effect on Windows, which does not use it.
    [switch] $NoHome
)

$ErrorActionPreference = 'Stop'
$ModulePath = (Resolve-Path $ModulePath).Path
$env:PSModulePath = @(
    [System.IO.Path]::GetDirectoryName([System.IO.Path]::GetDirectoryName($ModulePath))
    $env:PSModulePath
) -join [System.IO.Path]::PathSeparator
# The tests must not use the credentials of the user.
Remove-Item Env:VOCAFUSE_API_KEY, Env:VOCAFUSE_API_SECRET, Env:VOCAFUSE_WEBHOOK_SECRET -ErrorAction Ignore
# The PowerShell processes that tests start do not need the network, and telemetry makes each start slower.
$env:POWERSHELL_TELEMETRY_OPTOUT = '1'

$env:VOCAFUSE_SANDBOX_FAMILY = $Family
if ($NoHome) { Remove-Item Env:HOME -ErrorAction Ignore }
if ($Culture) {
    foreach ($property in 'CurrentCulture', 'CurrentUICulture', 'DefaultThreadCurrentCulture', 'DefaultThreadCurrentUICulture') {
        [cultureinfo]::$property = $Culture
    }
    # For child processes. .NET reads it on all systems except Windows.
    $env:LC_ALL = "$($Culture.Replace('-', '_')).UTF-8"
}

if ($TimeZone) {
    $env:TZ = $TimeZone
    [System.TimeZoneInfo]::ClearCachedData()
}

# By path, because another version of Pester may be installed.
Import-Module (Join-Path $PSScriptRoot '../../out/modules/Pester/Pester.psd1')
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
# Modules that the build cannot restore, and a browser. A test that needs one is tagged with its name and skipped without it.
. (Join-Path $PSScriptRoot 'browser.ps1')
$optional = 'PSScriptAnalyzer', 'Microsoft.PowerShell.PlatyPS', 'Pode',
    'Microsoft.PowerShell.SecretManagement', 'Microsoft.PowerShell.SecretStore'
$missing = @($optional | Where-Object { -not (Get-Module $_ -ListAvailable) })
if (-not (Get-ChromiumPath)) { $missing += 'Chromium' }
$configuration.Filter.ExcludeTag = $missing

# Run all tests in strict mode, because scripts may use it. Tests inherit it from this scope; child processes get the preamble.
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
    } | Select-Object Name, Count)

if ($ResultPath) {
    [pscustomobject]@{
        Passed   = $run.PassedCount
        # A block or a file that cannot be run counts as a failure, because its tests are missing in the counts.
        Failed   = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
        Skipped  = $run.SkippedCount + $run.NotRunCount
        Failures = @(
            $run.FailedContainers | ForEach-Object { "$($_.Item): $($_.ErrorRecord)" }
            @($run.FailedBlocks) + @($run.Failed) | ForEach-Object { "$($_.ExpandedPath): $($_.ErrorRecord)" }
        )
        NotRun   = $notRun
    } | ConvertTo-Json | Set-Content $ResultPath
}
else { $notRun | ForEach-Object { Write-Host "Not installed: $($_.Name). Tests skipped: $($_.Count)" } }
