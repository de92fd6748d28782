# PSScriptAnalyzer over everything the repository holds in PowerShell, with the rules the gallery applies; over what
# ships, with all of its own.
BeforeDiscovery {
    $root = Join-Path $PSScriptRoot '../..' -Resolve
    # What was built or fetched is not the repository's.
    $scripts = Get-ChildItem $root -Recurse -Include *.ps1, *.psd1 |
        ForEach-Object { [System.IO.Path]::GetRelativePath($root, $_).Replace('\', '/') } |
        Where-Object { $_ -notmatch '(^|/)(out|bin|obj)/' }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $root = Join-Path $PSScriptRoot '../..' -Resolve
    $module = (Get-Module VocaFuse).ModuleBase

    function Assert-Clean {
        param([string] $Path, [hashtable] $Option)
        Invoke-ScriptAnalyzer $Path -Severity Error, Warning @Option |
            ForEach-Object { "$($_.RuleName) in line $($_.Line): $($_.Message)" } | Should -BeNullOrEmpty
    }
}

Describe 'PSScriptAnalyzer' -Tag PSScriptAnalyzer {
    It 'has nothing to say of <_>' -ForEach $scripts {
        # In tests, BeforeAll sets what It reads, and the rule looks at each block alone; nobody asks a helper for -WhatIf.
        $exempt = $_ -like 'tests/*' ? @('PSUseDeclaredVarsMoreThanAssignments', 'PSUseShouldProcessForStateChangingFunctions') : @()
        Assert-Clean (Join-Path $root $_) @{ Settings = 'PSGallery'; ExcludeRule = $exempt }
    }

    It 'has nothing to say of <_> as it ships, by any rule' -ForEach 'VocaFuse.psd1' {
        Assert-Clean (Join-Path $module $_) @{}
    }
}
