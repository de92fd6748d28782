# Runs PSScriptAnalyzer on all scripts of the repository with the rules of the gallery, and on the shipped manifest with all rules.
BeforeDiscovery {
    $root = Join-Path $PSScriptRoot '../..' -Resolve
    # Without build output and downloads.
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
    It 'reports nothing for <_>' -ForEach $scripts {
        # In tests, It reads variables of BeforeAll, which the first rule does not see, and helpers need no -WhatIf.
        $exempt = $_ -like 'tests/*' ? @('PSUseDeclaredVarsMoreThanAssignments', 'PSUseShouldProcessForStateChangingFunctions') : @()
        Assert-Clean (Join-Path $root $_) @{ Settings = 'PSGallery'; ExcludeRule = $exempt }
    }

    It 'reports nothing for the shipped <_> with all rules' -ForEach 'VocaFuse.psd1' {
        Assert-Clean (Join-Path $module $_) @{}
    }
}
