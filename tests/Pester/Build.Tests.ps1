# Tests build.sh and build.ps1 with stand-ins for pwsh and dotnet, which are the only ones on the path.
BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $root = Join-Path $PSScriptRoot '../..' -Resolve

    # A copy of the repository with its own out folder and tests, so that the tests do not change the real one.
    $clone = New-Item -ItemType Directory (Join-Path $TestDrive clone)
    Get-ChildItem $root -File -Force | Where-Object Name -NE .git | Copy-Item -Destination $clone
    $used = '.config', 'build', 'en-US', 'Formats', 'samples/demo.ps1', 'samples/shell.ps1',
        'tests/Sandbox/sandbox.ps1', 'tests/Sandbox/bin/Release/net10.0', 'out/modules',
        'src/VocaFuse.Loader/bin/Release/net8.0', 'src/VocaFuse.PowerShell/bin/Release/net8.0'
    foreach ($path in $used) {
        $null = New-Item -ItemType Directory (Split-Path (Join-Path $clone $path)) -Force
        Copy-Item (Join-Path $root $path) (Join-Path $clone $path) -Recurse
    }
    # The real script reads restored packages, which do not exist in a CI job that tests the artifact of another job.
    $copyManifest = 'param($Root, $ModulePath) Copy-Item (Join-Path $Root VocaFuse.psd1) $ModulePath'
    Set-Content (Join-Path $clone build/Add-PackageDocument.ps1) $copyManifest
    $pester = New-Item -ItemType Directory (Join-Path $clone tests/Pester)
    'run.ps1', 'browser.ps1' | ForEach-Object { Copy-Item (Join-Path $PSScriptRoot $_) $pester }
    foreach ($name in 'Connect-VFAccount', 'Export-VFTranscription', 'Get-VFVoiceNote', 'Test-VFWebhookSignature') {
        Set-Content (Join-Path $pester "$name.Tests.ps1") "Describe $name { It passes { 1 | Should -Be 1 } }"
    }
    $version = (Import-PowerShellDataFile (Join-Path $root VocaFuse.psd1)).ModuleVersion
    $null = New-Item -ItemType Directory (Join-Path $clone "out/VocaFuse/$version")

    $tools = New-Item -ItemType Directory (Join-Path $TestDrive tools)
    foreach ($tool in 'bash', 'cat', 'cut', 'dirname', 'find', 'grep', 'head', 'mkdir', 'rm', 'wc') {
        $source = (Get-Command $tool -CommandType Application -TotalCount 1).Source
        $null = New-Item -ItemType SymbolicLink -Path (Join-Path $tools $tool) -Target $source
    }

    # Creates stand-ins from names and shell scripts, and returns a path with these and the tools only.
    function Set-StandIn {
        param([hashtable] $Program)
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive (New-Guid))
        foreach ($name in $Program.Keys) {
            Set-Content (Join-Path $folder $name) "#!$tools/bash`n$($Program[$name])"
            chmod +x (Join-Path $folder $name)
        }
        "$folder$([System.IO.Path]::PathSeparator)$tools"
    }

    # Returns a stand-in for dotnet that passes most commands to the real one, skips build and pack, and writes the given unit test results.
    function Get-RestoringDotnet {
        param([string] $UnitResults)
        $dotnet = (Get-Command dotnet -CommandType Application -TotalCount 1).Source
        @"
case "`$*" in
    build* | pack*) ;;
    *VocaFuse.Unit.dll*)
        while [ "`$1" != -result-xml ]; do shift; done
        echo '<assemblies><assembly $UnitResults</assembly></assemblies>' > "`$2" ;;
    *) exec '$dotnet' "`$@" ;;
esac
"@
    }

    # Returns a stand-in for dotnet whose "tool restore" succeeds or fails, and which writes the given unit test results.
    function Get-DotnetStandIn {
        param([bool] $BringsPowerShell, [string] $UnitResults)
        @"
case "`$1 `$2" in
    "tool restore") exit $([int](-not $BringsPowerShell)) ;;
    "tool run") shift 4; case "`$*" in *PSVersion*) exit 0 ;; esac; echo "restored pwsh `$*" ;;
    *VocaFuse.Unit.dll*)
        while [ "`$1" != -result-xml ]; do shift; done
        echo '<assemblies><assembly $UnitResults</assembly></assemblies>' > "`$2" ;;
esac
"@
    }

    # Runs build.sh with the given path; pipeline input becomes its standard input. Returns the lines of output and sets $LASTEXITCODE.
    function Invoke-BuildScript {
        param([string] $Path, [string] $Task)
        # LC_ALL, because bash writes a warning if the machine lacks the culture of the tests.
        $lines = @($input)
        Use-Environment @{ PATH = $Path; LC_ALL = 'C' } { $lines | & "$clone/build.sh" $Task 2>&1 | ForEach-Object { "$_" } }
    }

    $passedResult = 'passed="3" failed="0" errors="0" skipped="0">'
    $failedResult = 'passed="3" failed="1" errors="0" skipped="0"><errors />' +
        '<collection><test name="Unit.Fails" result="Fail"><failure><message><![CDATA[because]]></message></failure></test></collection>'
    $oldPwsh = 'case "$*" in --version) echo "PowerShell 7.2.24" ;; *) exit 1 ;; esac'
    $newPwsh = 'case "$*" in *PSVersion*) exit 0 ;; *) echo "pwsh $*" ;; esac'
}

Describe 'build.sh' -Skip:$IsWindows {
    It 'uses the PowerShell on the path' {
        Invoke-BuildScript (Set-StandIn @{ dotnet = ''; pwsh = $newPwsh }) package |
            Should -Be 'pwsh -NoProfile -File build.ps1 -Task package'
    }

    It 'uses the PowerShell of the tool manifest if <Case>' -ForEach @(
        @{ Case = 'none is on the path'; Program = @{} }
        @{ Case = 'an old one is on the path'; Program = @{ pwsh = 'exit 1' } }
    ) {
        Invoke-BuildScript (Set-StandIn ($Program + @{ dotnet = Get-DotnetStandIn $true })) demo |
            Should -Be 'restored pwsh -NoProfile -File build.ps1 -Task demo'
    }

    Context 'on a machine with only the SDK' {
        BeforeAll {
            $userProfile = [Environment]::GetFolderPath('UserProfile')
            $packages = $env:NUGET_PACKAGES ? $env:NUGET_PACKAGES : (Join-Path $userProfile .nuget/packages)
            $fresh = (New-Item -ItemType Directory (Join-Path $TestDrive fresh)).FullName
            # The home folder is empty, except for the package cache, and PowerShell finds no module of this machine.
            $environment = @{ HOME = $fresh; DOTNET_CLI_HOME = $fresh; NUGET_PACKAGES = $packages; PSModulePath = $null }
        }

        It 'restores PowerShell and shows the cmdlets' {
            $lines = Use-Environment $environment { Invoke-BuildScript (Set-StandIn @{ dotnet = Get-RestoringDotnet }) demo }
            $LASTEXITCODE | Should -Be 0 -Because "$lines"
            $lines | Should -Contain 'PS> Get-VFVoiceNote -First 5'
            "$lines" | Should -Not -BeLike '*C# sample*'
        }

        It 'opens a prompt with the module and a local VocaFuse' {
            $lines = Use-Environment $environment {
                'Get-VFVoiceNote -First 3 | ForEach-Object { "is $($_.Status)" }', 'exit 7' |
                    Invoke-BuildScript (Set-StandIn @{ dotnet = Get-RestoringDotnet }) shell
            }
            $LASTEXITCODE | Should -Be 7 -Because "$lines"
            @($lines -match 'is \w+$').Count | Should -Be 3
        }

        It 'runs both suites, reports modules that are not installed, and fails if a test fails or a test file cannot be run' {
            # The folder of the modules for all users, and that of the modules of PowerShell.
            $hasPode = '/usr/local/share/powershell/Modules/Pode', "$PSHOME/Modules/Pode" | Where-Object { Test-Path $_ }
            $files = @{
                NeedsPode = 'Describe NeedsPode -Tag Pode { It passes { 1 | Should -Be 1 } }'
                Stop      = 'Describe Stop { It fails { 1 | Should -Be 2 } }'
                Broken    = 'throw "no"'
            }
            foreach ($name in $files.Keys) { Set-Content (Join-Path $pester "$name.Tests.ps1") $files[$name] }
            try {
                $lines = Use-Environment $environment {
                    Invoke-BuildScript (Set-StandIn @{ dotnet = Get-RestoringDotnet $failedResult }) test
                }
            }
            finally { $files.Keys | ForEach-Object { Remove-Item (Join-Path $pester "$_.Tests.ps1") } }
            $LASTEXITCODE | Should -Be 1 -Because "$lines"
            $lines[-1] | Should -Be "Tests: $($hasPode ? '12 passed, 3 failed, 0' : '11 passed, 3 failed, 1') skipped"
            # The names of the failed tests are above the counts, and then the modules.
            $end = @($lines -ne 'Not installed: Pode. Tests skipped: 1')
            $lines.Count - $end.Count | Should -Be ($hasPode ? 0 : 1)
            $end[-4] | Should -Be 'Failed: Unit.Fails: because'
            $end[-3] | Should -Be 'Failed: Stop.fails: Expected 2, but got 1. (files that wait or start processes)'
            $end[-2] | Should -BeLike 'Failed: *Broken.Tests.ps1: no (the other files)'
        }
    }

    It 'explains how to install PowerShell if <Case>' -ForEach @(
        @{ Case = 'none is installed'; Program = { @{} }; Reason = 'none is on the path' }
        @{ Case = 'it is too old'; Program = { @{ pwsh = $oldPwsh } }; Reason = 'the one on the path is PowerShell 7.2.24' }
        @{ Case = 'it does not start'; Program = { @{ pwsh = 'exit 1' } }; Reason = 'the one on the path does not start' }
    ) {
        $lines = Invoke-BuildScript (Set-StandIn ((& $Program) + @{ dotnet = Get-DotnetStandIn $false })) package
        $LASTEXITCODE | Should -Be 1
        $lines[0] | Should -Be "PowerShell 7.4 or later was not found: $Reason, and 'dotnet tool restore' did not install one."
        $lines[1] | Should -BeLike 'Install it from https://aka.ms/powershell or *'
    }

    It 'runs only the unit tests without PowerShell, and counts the Pester files as skipped: <Case>' -ForEach @(
        @{ Case = 'all pass'; Result = { $passedResult }; ExitCode = 0; Counts = '3 passed, 0 failed, 4 skipped' }
        @{ Case = 'one fails'; Result = { $failedResult }; ExitCode = 1; Counts = '3 passed, 1 failed, 4 skipped' }
    ) {
        $lines = Invoke-BuildScript (Set-StandIn @{ dotnet = Get-DotnetStandIn $false (& $Result) }) test
        $LASTEXITCODE | Should -Be $ExitCode
        $lines[-1] | Should -Be "Tests: $Counts"
        $lines | Should -Contain 'Pester did not run: its 4 test files require PowerShell and count as skipped.'
    }

    It 'reports a missing .NET SDK' {
        Invoke-BuildScript (Set-StandIn @{ pwsh = $newPwsh }) build |
            Should -BeLike '*.NET SDK 10 (10.0.400 or later) is required*https://dot.net/download'
        $LASTEXITCODE | Should -Be 1
    }

    It 'shows the required version if the .NET SDK is too old' {
        $old = 'case "$*" in --version) echo "The .NET SDK 10.0.400 or a later 10.0 SDK is needed" >&2; exit 155 ;; esac'
        Invoke-BuildScript (Set-StandIn @{ dotnet = $old; pwsh = $newPwsh }) build |
            Should -Be 'The .NET SDK 10.0.400 or a later 10.0 SDK is needed'
        $LASTEXITCODE | Should -Be 1
    }

    It 'shows its usage for an unknown task' {
        Invoke-BuildScript (Set-StandIn @{ dotnet = ''; pwsh = $newPwsh }) sing | Should -BeLike 'usage: *test*demo*'
        $LASTEXITCODE | Should -Be 2
    }
}
