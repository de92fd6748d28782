BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $module = Get-Module VocaFuse
    $manifest = Import-PowerShellDataFile (Join-Path $module.ModuleBase 'VocaFuse.psd1')
}

Describe 'The built module' {
    It 'is the one under test, and its manifest is valid' {
        $underTest = $env:PSModulePath -split [System.IO.Path]::PathSeparator | Where-Object { Test-Path (Join-Path $_ VocaFuse) } | Select-Object -First 1
        $module.ModuleBase | Should -Be ([System.IO.Path]::Combine($underTest, 'VocaFuse', $manifest.ModuleVersion))
        Test-ModuleManifest (Join-Path $module.ModuleBase 'VocaFuse.psd1') -ErrorAction Stop | Should -Not -BeNullOrEmpty
    }

    It 'exports exactly what the manifest names' {
        (Get-Command -Module VocaFuse).Name | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'names each of its commands in the readme''s table and in the changelog' {
        $table = Get-Content (Join-Path $module.ModuleBase README.md) | Where-Object { $_ -like '| *' } | Out-String
        $changes = Get-Content (Join-Path $module.ModuleBase CHANGELOG.md) -Raw
        foreach ($name in $manifest.CmdletsToExport) {
            $table | Should -MatchExactly "``$name``"
            $changes | Should -MatchExactly "\b$name\b"
        }
    }

    It 'ships nothing that belongs to PowerShell' {
        $files = (Get-ChildItem $module.ModuleBase -Recurse -Filter *.dll).Name
        $files | Should -Contain 'VocaFuse.Loader.dll'
        $files | Should -Not -Contain 'System.Management.Automation.dll'
        $files | Should -Not -Contain 'System.Text.Json.dll'
    }

    It 'has PowerShell itself refuse it where PowerShell is too old' {
        $manifest.PowerShellVersion | Should -Be '7.4'
        $manifest.CompatiblePSEditions | Should -Be 'Core'
    }

    It 'names its types in scripts' {
        [VocaFuse.VoiceNote].Assembly.GetName().Name | Should -Be 'VocaFuse.Core'
        [VocaFuse.VocaFuseException].IsSubclassOf([Exception]) | Should -BeTrue
    }
}

Describe 'Importing' {
    It 'loads only the loader into the default load context' {
        $lines = Invoke-Script @'
Import-Module VocaFuse
New-Object VocaFuse.VocaFuseClientOptions 'sk_test_key_key_key', 'secret' | Out-Null
[System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.GetName().Name | Where-Object { $_ -match 'VocaFuse|IdentityModel' }
'@
        $lines | Should -Be 'VocaFuse.Loader'
    }

    It 'works by <Name>' -ForEach @(
        @{ Name = 'command name alone'; Script = '(Get-Command Get-VFVoiceNote).Name' }
        @{ Name = 'importing twice'; Script = 'Import-Module VocaFuse; Import-Module VocaFuse; (Get-Command Get-VFVoiceNote).Name' }
        @{ Name = 'importing with -Force'; Script = 'Import-Module VocaFuse; Import-Module VocaFuse -Force; (Get-Command Get-VFVoiceNote -Module VocaFuse).Name' }
        @{ Name = 'removing and importing'; Script = 'Import-Module VocaFuse; Remove-Module VocaFuse; Import-Module VocaFuse; (Get-Command Get-VFVoiceNote -Module VocaFuse).Name' }
    ) {
        Invoke-Script $Script | Should -Be 'Get-VFVoiceNote'
    }

    It 'keeps the views: <Name>' -ForEach @(
        @{ Name = 'after -Force'; Script = 'Import-Module VocaFuse; Import-Module VocaFuse -Force' }
        @{ Name = 'after removing and importing'; Script = 'Import-Module VocaFuse; Remove-Module VocaFuse; Import-Module VocaFuse' }
    ) {
        Invoke-Script "$Script; (Get-FormatData VocaFuse.VoiceNote -PowerShellVersion 7.4).FormatViewDefinition.Name -contains 'VoiceNoteTable'" | Should -Be 'True'
    }

    It 'leaves nothing behind when it is removed' {
        Invoke-Script 'Import-Module VocaFuse; Remove-Module VocaFuse; Get-Module VocaFuse*; $env:PSModulePath = "nowhere"; (Get-Command *-VF* | Measure-Object).Count' | Should -Be '0'
    }

    It 'can be nested in another module' {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive Outer)
        Set-Content (Join-Path $folder Outer.psm1) 'Import-Module VocaFuse; function Get-Inner { (Get-Command Get-VFConnection).Name; (Get-VFConnection | Measure-Object).Count }'
        Invoke-Script "Import-Module '$folder/Outer.psm1'; Get-Inner" | Should -Be 'Get-VFConnection', '0'
    }

    It 'works beside another module''s copy of Microsoft.IdentityModel.JsonWebTokens, loaded first' {
        $foreign = Join-Path $PSScriptRoot '../Sandbox/bin/Release/net10.0/Microsoft.IdentityModel.JsonWebTokens.dll' -Resolve
        $lines = Invoke-Script @"
`$foreign = [System.Reflection.Assembly]::LoadFrom('$foreign')
Import-Module VocaFuse -ErrorAction Stop
[System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$foreign).Name
`$private = [System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -eq VocaFuse
`$name = [System.Reflection.AssemblyName]'Microsoft.IdentityModel.JsonWebTokens'
`$private.LoadFromAssemblyName(`$name).Location
[object]::ReferenceEquals(`$foreign, `$private.LoadFromAssemblyName(`$name))
"@
        $lines | Should -Be 'Default', (Join-Path $module.ModuleBase 'bin/private/Microsoft.IdentityModel.JsonWebTokens.dll'), 'False'
    }

    It 'warns when a second copy is imported, for the first one''s code goes on running: <Case>' -ForEach @(
        @{ Case = 'of the same build'; IsOther = $false }
        @{ Case = 'of another build'; IsOther = $true }
    ) {
        $copy = Join-Path $TestDrive "Copy $IsOther/VocaFuse/$($manifest.ModuleVersion)"
        Copy-Item $module.ModuleBase $copy -Recurse
        if ($IsOther) {
            # .NET tells builds of an assembly apart by an id inside it.
            $loader = Join-Path $copy 'bin/VocaFuse.Loader.dll'
            $content = [System.IO.File]::ReadAllBytes($loader)
            $id = ([VocaFuse.Loader.ModuleContext]).Module.ModuleVersionId.ToByteArray()
            $bytes = [System.Text.Encoding]::Latin1
            $at = $bytes.GetString($content).IndexOf($bytes.GetString($id), [System.StringComparison]::Ordinal)
            $content[$at] = $content[$at] -bxor 1
            [System.IO.File]::WriteAllBytes($loader, $content)
        }
        $lines = Invoke-Script "Import-Module VocaFuse; Import-Module '$copy/VocaFuse.psd1'; (Get-Command Get-VFVoiceNote).Name"
        "$lines" | Should -BeLike "*already runs VocaFuse from '$($module.ModuleBase)'*start a new PowerShell*$copy*Get-VFVoiceNote"
    }
}
