BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $module = Get-Module VocaFuse
    $manifest = Import-PowerShellDataFile (Join-Path $module.ModuleBase 'VocaFuse.psd1')
}

Describe 'The built module' {
    It 'is loaded from the build output, and its manifest is valid' {
        $underTest = $env:PSModulePath -split [System.IO.Path]::PathSeparator | Where-Object { Test-Path (Join-Path $_ VocaFuse) } |
            Select-Object -First 1
        $module.ModuleBase | Should -Be ([System.IO.Path]::Combine($underTest, 'VocaFuse', $manifest.ModuleVersion))
        Test-ModuleManifest (Join-Path $module.ModuleBase 'VocaFuse.psd1') -ErrorAction Stop | Should -Not -BeNullOrEmpty
    }

    It 'exports exactly the commands in the manifest' {
        (Get-Command -Module VocaFuse).Name | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'has each command in the table of the readme and in the changelog' {
        $table = Get-Content (Join-Path $module.ModuleBase README.md) | Where-Object { $_ -like '| *' } | Out-String
        $changes = Get-Content (Join-Path $module.ModuleBase CHANGELOG.md) -Raw
        foreach ($name in $manifest.CmdletsToExport) {
            $table | Should -MatchExactly "``$name``"
            $changes | Should -MatchExactly "\b$name\b"
        }
    }

    It 'contains no assembly of PowerShell' {
        $files = (Get-ChildItem $module.ModuleBase -Recurse -Filter *.dll).Name
        $files | Should -Contain 'VocaFuse.Loader.dll'
        $files | Should -Not -Contain 'System.Management.Automation.dll'
        $files | Should -Not -Contain 'System.Text.Json.dll'
    }

    It 'declares the minimum version of PowerShell' {
        $manifest.PowerShellVersion | Should -Be '7.4'
        $manifest.CompatiblePSEditions | Should -Be 'Core'
    }

    It 'makes its types available in scripts' {
        [VocaFuse.VoiceNote].Assembly.GetName().Name | Should -Be 'VocaFuse.Core'
        [VocaFuse.VocaFuseException].IsSubclassOf([Exception]) | Should -BeTrue
    }
}

# The start of a process takes long, so some tests read several lines of one.
Describe 'Importing' {
    It 'loads only the loader and the cmdlets into the default load context, and makes the types available everywhere in a script' {
        $lines = Invoke-Script @'
Import-Module VocaFuse
"$([VocaFuse.VoiceNote]) $('VocaFuse.VoiceNote' -as [type]) $([System.Collections.Generic.List[VocaFuse.VoiceNote]])"
& ([scriptblock]::Create("using namespace VocaFuse`n[VoiceNote].FullName"))
Invoke-Expression 'class Holder { [VocaFuse.VoiceNote] $Note }; [Holder].GetProperty("Note").PropertyType.FullName'
$secret = ConvertTo-SecureString secret_secret -AsPlainText -Force
try { Connect-VFAccount -ApiKey sk_test_1234567890 -ApiSecret $secret -BaseUri http://127.0.0.1:1 -MaximumRetryCount 0 -ErrorAction Stop }
catch [VocaFuse.VocaFuseException] { "caught $($_.Exception.GetType().Name)" }
1 | ForEach-Object -Parallel { Import-Module VocaFuse; [VocaFuse.VoiceNote].FullName }
[System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.GetName().Name | Where-Object { $_ -match 'VocaFuse|IdentityModel|Polly' }
'@
        $lines | Should -Be 'VocaFuse.VoiceNote VocaFuse.VoiceNote System.Collections.Generic.List[VocaFuse.VoiceNote]',
            'VocaFuse.VoiceNote', 'VocaFuse.VoiceNote', 'caught VocaFuseConnectionException', 'VocaFuse.VoiceNote',
            "VocaFuse.Loader.$($manifest.ModuleVersion)", 'VocaFuse.PowerShell'
    }

    It 'keeps commands and views after every kind of import, and leaves no commands after Remove-Module' {
        $lines = Invoke-Script @'
function Test-Module {
    param($When)
    $views = (Get-FormatData VocaFuse.VoiceNote -PowerShellVersion 7.4).FormatViewDefinition.Name
    "$When`: $((Get-Command Get-VFVoiceNote -Module VocaFuse).Name), $($views -contains 'VoiceNoteTable')"
}
"auto-loading: $((Get-Command Get-VFVoiceNote).Name)"
Import-Module VocaFuse
Import-Module VocaFuse
Test-Module 'importing twice'
Import-Module VocaFuse -Force
Test-Module 'importing with -Force'
Remove-Module VocaFuse
Import-Module VocaFuse
Test-Module 'removing and importing'
Remove-Module VocaFuse
$env:PSModulePath = 'nowhere'
"removing: $(@(Get-Module VocaFuse*).Count) modules, $(@(Get-Command *-VF*).Count) commands"
'@
        $lines | Should -Be @(
            'auto-loading: Get-VFVoiceNote'
            'importing twice: Get-VFVoiceNote, True'
            'importing with -Force: Get-VFVoiceNote, True'
            'removing and importing: Get-VFVoiceNote, True'
            'removing: 0 modules, 0 commands'
        )
    }

    It 'can be nested in another module' {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive Outer)
        Set-Content (Join-Path $folder Outer.psm1) @(
            'Import-Module VocaFuse'
            'function Get-Inner { (Get-Command Get-VFConnection).Name; (Get-VFConnection | Measure-Object).Count }'
        )
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

    It 'shares its code with a second copy of the same build, and rejects another version with a recommendation' {
        $second = Join-Path $TestDrive "Second/VocaFuse/$($manifest.ModuleVersion)"
        $copy = Join-Path $TestDrive "Other/VocaFuse/$($manifest.ModuleVersion)"
        $second, $copy | ForEach-Object { Copy-Item $module.ModuleBase $_ -Recurse }
        # A different version for .NET: another assembly name and another module version ID.
        $loader = Join-Path $copy 'bin/VocaFuse.Loader.dll'
        $latin = [System.Text.Encoding]::Latin1
        $text = $latin.GetString([System.IO.File]::ReadAllBytes($loader))
        $name = "VocaFuse.Loader.$($manifest.ModuleVersion)`0"
        $id = $latin.GetString([VocaFuse.Loader.ModuleInitializer].Module.ModuleVersionId.ToByteArray())
        $text.Contains($name) -and $text.Contains($id) | Should -BeTrue
        $text = $text.Replace($name, $name.Substring(0, $name.Length - 2) + "9`0")
        $text = $text.Replace($id, $latin.GetString([guid]::NewGuid().ToByteArray()))
        [System.IO.File]::WriteAllBytes($loader, $latin.GetBytes($text))

        $lines = Invoke-Script @"
Import-Module VocaFuse
Import-Module '$second/VocaFuse.psd1' -Prefix Other
(Get-Command Get-OtherVFVoiceNote).DLL
Remove-Module (Get-Command Get-OtherVFVoiceNote).Module
try { Import-Module '$copy/VocaFuse.psd1' -ErrorAction Stop } catch { `$_.Exception.Message }
(Get-Command Get-VFVoiceNote).DLL
@(Get-Module VocaFuse).Count
"@
        $lines | Should -Be @(
            Join-Path $module.ModuleBase 'bin/VocaFuse.PowerShell.dll'
            "This process already runs VocaFuse from '$($module.ModuleBase)'. Start a new PowerShell to use the copy in '$copy'."
            Join-Path $module.ModuleBase 'bin/VocaFuse.PowerShell.dll'
            '1'
        )
    }
}
