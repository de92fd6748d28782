# The two ways into a clone, on machines that lack something: stand-ins for pwsh and dotnet are all that is on the path.
BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $root = Join-Path $PSScriptRoot '../..' -Resolve

    # A compiled clone with an out/ and tests of its own, so that nothing of the real one is touched.
    $clone = New-Item -ItemType Directory (Join-Path $TestDrive clone)
    Get-ChildItem $root -File -Force | Where-Object Name -NE .git | Copy-Item -Destination $clone
    $used = '.config', 'build', 'en-US', 'Formats', 'samples/demo.ps1', 'samples/shell.ps1', 'tests/Sandbox/sandbox.ps1', 'tests/Sandbox/bin/Release/net10.0', 'out/modules',
        'src/VocaFuse.Loader/bin/Release/net8.0', 'src/VocaFuse.PowerShell/bin/Release/net8.0'
    foreach ($path in $used) {
        $null = New-Item -ItemType Directory (Split-Path (Join-Path $clone $path)) -Force
        Copy-Item (Join-Path $root $path) (Join-Path $clone $path) -Recurse
    }
    # Notices and bill of materials are made from what the restore left, which a CI job that tests another job's build lacks.
    Set-Content (Join-Path $clone build/Add-PackageDocument.ps1) 'param($Root, $ModulePath) Copy-Item (Join-Path $Root VocaFuse.psd1) $ModulePath'
    $pester = New-Item -ItemType Directory (Join-Path $clone tests/Pester)
    Copy-Item (Join-Path $PSScriptRoot run.ps1) $pester
    foreach ($name in 'Connection', 'ExportTranscription', 'VoiceNote', 'WebhookSignature') {
        Set-Content (Join-Path $pester "$name.Tests.ps1") "Describe $name { It passes { 1 | Should -Be 1 } }"
    }
    $null = New-Item -ItemType Directory (Join-Path $clone "out/VocaFuse/$((Import-PowerShellDataFile (Join-Path $root VocaFuse.psd1)).ModuleVersion)")

    $tools = New-Item -ItemType Directory (Join-Path $TestDrive tools)
    foreach ($tool in 'bash', 'cat', 'cut', 'dirname', 'find', 'grep', 'head', 'mkdir', 'rm', 'wc') {
        $null = New-Item -ItemType SymbolicLink -Path (Join-Path $tools $tool) -Target (Get-Command $tool -CommandType Application -TotalCount 1).Source
    }

    # Puts stand-ins on an otherwise empty path: name and shell script of each.
    function Set-StandIn {
        param([hashtable] $Program)
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive (New-Guid))
        foreach ($name in $Program.Keys) {
            Set-Content (Join-Path $folder $name) "#!$tools/bash`n$($Program[$name])"
            chmod +x (Join-Path $folder $name)
        }
        "$folder$([System.IO.Path]::PathSeparator)$tools"
    }

    # An SDK that runs and restores tools as the real one does, but has built and packed already, and knows how the unit tests end.
    function Get-RestoringDotnet {
        param([string] $UnitResults)
        $dotnet = (Get-Command dotnet -CommandType Application -TotalCount 1).Source
        @"
case "`$*" in
    build* | pack*) ;;
    *VocaFuse.Unit.dll*) while [ "`$1" != -result-xml ]; do shift; done; echo '<assemblies><assembly $UnitResults</assembly></assemblies>' > "`$2" ;;
    *) exec '$dotnet' "`$@" ;;
esac
"@
    }

    # A .NET SDK: what "tool restore" brings, and the results that the unit tests leave.
    function Get-DotnetStandIn {
        param([bool] $BringsPowerShell, [string] $UnitResults)
        @"
case "`$1 `$2" in
    "tool restore") exit $([int](-not $BringsPowerShell)) ;;
    "tool run") shift 4; case "`$*" in *PSVersion*) exit 0 ;; esac; echo "restored pwsh `$*" ;;
    *VocaFuse.Unit.dll*) while [ "`$1" != -result-xml ]; do shift; done; echo '<assemblies><assembly $UnitResults</assembly></assemblies>' > "`$2" ;;
esac
"@
    }

    # Runs build.sh with that path alone and what is piped in as its standard input. Returns its lines; what it ended with is in $LASTEXITCODE.
    function Invoke-BuildScript {
        param([string] $Path, [string] $Task)
        # The culture of the tests need not be one that this machine's bash knows, and bash says so.
        $lines = @($input)
        Use-Environment @{ PATH = $Path; LC_ALL = 'C' } { $lines | & "$clone/build.sh" $Task 2>&1 | ForEach-Object { "$_" } }
    }

    $green = 'passed="3" failed="0" errors="0" skipped="0">'
    $red = 'passed="3" failed="1" errors="0" skipped="0"><errors /><collection><test name="Unit.Fails" result="Fail"><failure><message><![CDATA[because]]></message></failure></test></collection>'
    $oldPwsh = 'case "$*" in --version) echo "PowerShell 7.2.24" ;; *) exit 1 ;; esac'
    $newPwsh = 'case "$*" in *PSVersion*) exit 0 ;; *) echo "pwsh $*" ;; esac'
}

Describe 'build.sh' -Skip:$IsWindows {
    It 'hands over to the PowerShell on the path' {
        Invoke-BuildScript (Set-StandIn @{ dotnet = ''; pwsh = $newPwsh }) package | Should -Be 'pwsh -NoProfile -File build.ps1 -Task package'
    }

    It 'hands over to the PowerShell of the tool manifest where <Case>' -ForEach @(
        @{ Case = 'none is on the path'; Program = @{} }
        @{ Case = 'an old one is on the path'; Program = @{ pwsh = 'exit 1' } }
    ) {
        Invoke-BuildScript (Set-StandIn ($Program + @{ dotnet = Get-DotnetStandIn $true })) demo | Should -Be 'restored pwsh -NoProfile -File build.ps1 -Task demo'
    }

    Context 'on a machine with nothing but the SDK' {
        BeforeAll {
            $packages = $env:NUGET_PACKAGES ? $env:NUGET_PACKAGES : (Join-Path ([Environment]::GetFolderPath('UserProfile')) .nuget/packages)
            $fresh = (New-Item -ItemType Directory (Join-Path $TestDrive fresh)).FullName
            # Only what was downloaded before is kept: the home is empty, and PowerShell finds no module of this machine.
            $environment = @{ HOME = $fresh; DOTNET_CLI_HOME = $fresh; NUGET_PACKAGES = $packages; PSModulePath = $null }
        }

        It 'restores PowerShell and shows the cmdlets' {
            $lines = Use-Environment $environment { Invoke-BuildScript (Set-StandIn @{ dotnet = Get-RestoringDotnet }) demo }
            $LASTEXITCODE | Should -Be 0 -Because "$lines"
            $lines | Should -Contain 'PS> Get-VFVoiceNote -First 5'
            "$lines" | Should -Not -BeLike '*C# sample*'
        }

        It 'opens a prompt with the module and a local VocaFuse' {
            $lines = Use-Environment $environment { 'Get-VFVoiceNote -First 3 | ForEach-Object { "is $($_.Status)" }', 'exit 7' | Invoke-BuildScript (Set-StandIn @{ dotnet = Get-RestoringDotnet }) shell }
            $LASTEXITCODE | Should -Be 7 -Because "$lines"
            @($lines -match 'is \w+$').Count | Should -Be 3
        }

        It 'runs both suites, and names the modules that tests wait for' {
            $hasPode = (Use-Environment $environment { Invoke-Script '[bool](Get-Module Pode -ListAvailable)' }) -eq 'True'
            $waiting = Join-Path $pester Waiting.Tests.ps1
            Set-Content $waiting 'Describe Waiting -Tag Pode { It passes { 1 | Should -Be 1 } }'
            try { $lines = Use-Environment $environment { Invoke-BuildScript (Set-StandIn @{ dotnet = Get-RestoringDotnet $green }) test } }
            finally { Remove-Item $waiting }
            $LASTEXITCODE | Should -Be 0 -Because "$lines"
            $lines[-1] | Should -Be "Tests: $($hasPode ? '12 passed, 0 failed, 0' : '11 passed, 0 failed, 1') skipped"
            @($lines -eq 'Not installed: Pode. Tests skipped: 1').Count | Should -Be ($hasPode ? 0 : 1)
        }
    }

    It 'says how to get PowerShell where <Case>' -ForEach @(
        @{ Case = 'there is none'; Program = { @{} }; Says = 'none is on the path' }
        @{ Case = 'there is an old one'; Program = { @{ pwsh = $oldPwsh } }; Says = 'the one on the path is PowerShell 7.2.24' }
        @{ Case = 'the one there is does not start'; Program = { @{ pwsh = 'exit 1' } }; Says = 'the one on the path does not start' }
    ) {
        $lines = Invoke-BuildScript (Set-StandIn ((& $Program) + @{ dotnet = Get-DotnetStandIn $false })) package
        $LASTEXITCODE | Should -Be 1
        $lines[0] | Should -Be "PowerShell 7.4 or later was not found: $Says, and 'dotnet tool restore' did not bring one."
        $lines[1] | Should -BeLike 'To get it: https://aka.ms/powershell, *'
    }

    It 'runs the unit tests alone without PowerShell, and counts the Pester files as skipped: <Case>' -ForEach @(
        @{ Case = 'green'; Result = { $green }; ExitCode = 0; Counts = '3 passed, 0 failed, 4 skipped' }
        @{ Case = 'red'; Result = { $red }; ExitCode = 1; Counts = '3 passed, 1 failed, 4 skipped' }
    ) {
        $lines = Invoke-BuildScript (Set-StandIn @{ dotnet = Get-DotnetStandIn $false (& $Result) }) test
        $LASTEXITCODE | Should -Be $ExitCode
        $lines[-1] | Should -Be "Tests: $Counts"
        $lines | Should -Contain 'Pester did not run: its 4 test files need a PowerShell and count as skipped.'
    }

    It 'says what is missing without the .NET SDK' {
        Invoke-BuildScript (Set-StandIn @{ pwsh = $newPwsh }) build | Should -BeLike '*.NET SDK 10 is needed*https://dot.net/download'
        $LASTEXITCODE | Should -Be 1
    }

    It 'knows its tasks' {
        Invoke-BuildScript (Set-StandIn @{ dotnet = ''; pwsh = $newPwsh }) sing | Should -BeLike 'usage: *test*demo*'
        $LASTEXITCODE | Should -Be 2
    }
}

Describe 'The tests of a build' -Skip:$IsWindows {
    BeforeAll {
        function Invoke-TestAll {
            param([string] $UnitResults, [string[]] $Start = ('-File', "$clone/build.ps1", '-Task', 'Test', '-NoBuild'))
            $path = (Set-StandIn @{ dotnet = Get-DotnetStandIn $false $UnitResults }) + [System.IO.Path]::PathSeparator + $env:PATH
            Use-Environment @{ PATH = $path } {
                Invoke-Pwsh -NoProfile -NonInteractive @Start 2>&1 | ForEach-Object { "$_" }
            }
        }
    }

    It 'fail with a unit test, with a Pester test, and with a test file that does not even start' {
        Set-Content (Join-Path $pester Stop.Tests.ps1) 'Describe Stop { It fails { 1 | Should -Be 2 } }'
        Set-Content (Join-Path $pester Broken.Tests.ps1) 'throw "no"'
        try { $lines = Invoke-TestAll $red }
        finally { Remove-Item (Join-Path $pester Stop.Tests.ps1), (Join-Path $pester Broken.Tests.ps1) }
        $LASTEXITCODE | Should -Be 1
        $lines[-1] | Should -Be 'Tests: 11 passed, 3 failed, 0 skipped'
        # And their names in front of it, which a cut-off log still has.
        $lines[-4] | Should -Be 'Failed: Unit.Fails: because'
        $lines[-3] | Should -BeLike 'Failed: *Broken.Tests.ps1: no (in an ordinary place)'
        $lines[-2] | Should -Be 'Failed: Stop.fails: Expected 2, but got 1. (in an ordinary place)'
    }
}
