BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    . (Join-Path $PSScriptRoot 'feed.ps1')
    $module = (Get-Module VocaFuse).ModuleBase
    $root = Join-Path $PSScriptRoot '../..' -Resolve
    $manifest = Test-ModuleManifest (Join-Path $module 'VocaFuse.psd1')
    $bill = Get-Content (Join-Path $module 'sbom.cdx.json') -Raw | ConvertFrom-Json
    # The module is in out/VocaFuse/<version>; the package is in out.
    $package = Join-Path $module "../../VocaFuse.$($manifest.Version).nupkg"

    function Skip-WithoutPackage {
        if (-not (Test-Path $package)) { Set-ItResult -Skipped -Because 'there is no package; ./build.ps1 -Task Package creates it' }
    }
}

Describe 'The gallery page' {
    It 'has a license, a project, an icon and tags' {
        $manifest.LicenseUri | Should -Be "$($manifest.ProjectUri)/blob/main/LICENSE"
        $manifest.IconUri | Should -BeLike 'https://raw.githubusercontent.com/*/main/docs/icon.png'
        $manifest.Tags | Should -Contain 'transcription'
        $manifest.Tags | Should -Not -Match '\s' -Because 'the gallery splits tags at spaces'
    }

    It 'has its icon as a PNG' {
        $icon = Join-Path $root ($manifest.IconUri -replace '^.*/main/')
        [System.Text.Encoding]::ASCII.GetString([System.IO.File]::ReadAllBytes($icon), 1, 3) | Should -Be 'PNG'
    }

    It 'describes the module, its requirements and the first steps' {
        $manifest.Description | Should -Match 'PowerShell 7\.4 or later'
        $manifest.Description | Should -Match 'API key'
        $manifest.Description | Should -Match 'To begin: Connect-VFAccount; '
    }

    It 'has the release notes of the changelog' {
        $changelog = Join-Path $root CHANGELOG.md
        $notes = & (Join-Path $root 'build/Get-ReleaseNote.ps1') -ChangelogPath $changelog -Version $manifest.Version
        $manifest.ReleaseNotes | Should -Be $notes
        $manifest.ReleaseNotes | Should -BeLike '*Connect-VFAccount*'
    }

    It 'has the notes of <Section> for <Version>' -ForEach @(
        @{ Version = '1.1.0'; Section = 'its section'; Note = "### Fixed`n- One" }
        @{ Version = '1.2.0'; Section = 'the unreleased section'; Note = "### Added`n- Two" }
        @{ Version = '1.0.0'; Section = 'the last section'; Note = '- Zero' }
    ) {
        $changelog = Join-Path $TestDrive CHANGELOG.md
        $text = "# Changelog`n`n## [Unreleased]`n`n### Added`n- Two`n`n" +
            "## [1.1.0] - 2026-02-03`n### Fixed`n- One`n`n## [1.0.0] - 2026-01-02`n- Zero"
        Set-Content $changelog $text
        & (Join-Path $root 'build/Get-ReleaseNote.ps1') -ChangelogPath $changelog -Version $Version | Should -Be $Note
    }

    It 'is an error if the changelog has no section for the version' {
        $changelog = Join-Path $TestDrive CHANGELOG.md
        Set-Content $changelog "# Changelog`n`n## [1.0.0] - 2026-01-02`n- Zero"
        { & (Join-Path $root 'build/Get-ReleaseNote.ps1') -ChangelogPath $changelog -Version 1.1.0 } |
            Should -Throw '*neither a section for 1.1.0 nor*'
    }

    It 'has a readme whose links work outside the repository' {
        $links = [regex]::Matches((Get-Content (Join-Path $module README.md) -Raw), '\]\((?!https://|#)([^)#]+)').ForEach{
            $_.Groups[1].Value
        }
        foreach ($link in $links) { Join-Path $module $link | Should -Exist }
    }
}

Describe 'The shipped assemblies' {
    It 'are listed with their licenses in THIRD-PARTY-NOTICES.md, which is also in the repository' {
        $committed = Get-Content (Join-Path $root THIRD-PARTY-NOTICES.md) -Raw
        $built = Get-Content (Join-Path $module THIRD-PARTY-NOTICES.md) -Raw
        $reason = 'the build generates this file: review the one in out/ and copy it to the repository'
        $committed | Should -BeExactly $built -Because $reason
    }

    It 'are in the bill of materials with their hashes, and nothing else is' {
        $listed = @($bill.metadata.component.components) + @($bill.components.components)
        $shipped = Get-ChildItem $module -Recurse -Filter *.dll
        $listed.'bom-ref' | Sort-Object |
            Should -Be ($shipped.ForEach{ [System.IO.Path]::GetRelativePath($module, $_).Replace('\', '/') } | Sort-Object)
        foreach ($file in $listed) {
            $file.hashes.alg | Should -Be 'SHA-256'
            $file.hashes.content | Should -Be (Get-FileHash (Join-Path $module $file.'bom-ref')).Hash
        }
    }

    It 'have name, version, license and copyright of their NuGet package' {
        $notices = Get-Content (Join-Path $module THIRD-PARTY-NOTICES.md) -Raw
        $bill.components.Count | Should -BeGreaterThan 2
        foreach ($library in $bill.components) {
            $library.purl | Should -Be "pkg:nuget/$($library.name)@$($library.version)"
            $name = [regex]::Escape($library.name)
            $version = [regex]::Escape($library.version)
            $notices | Should -Match "\| \[$name\]\(https://\S+\) \| $version \| $($library.licenses.license.id) \|"
            $notices | Should -Match "- $([regex]::Escape("$($library.name): $($library.copyright)"))"
        }
        $bill.dependencies.ref | Sort-Object | Should -Be (@($bill.metadata.component.purl) + $bill.components.purl | Sort-Object)
    }

    It 'are reproducible: <_> contains no build path and no build time' -ForEach @(
        'VocaFuse.Loader.dll'
        'VocaFuse.Core.dll'
        'VocaFuse.PowerShell.dll'
    ) {
        $file = Get-ChildItem $module -Recurse -Filter $_
        $reader = [System.Reflection.PortableExecutable.PEReader]::new([System.IO.File]::OpenRead($file.FullName))
        try {
            $entries = $reader.ReadDebugDirectory()
            $entries.Type | Should -Contain 'Reproducible'
            $symbols = $reader.ReadCodeViewDebugDirectoryData(($entries | Where-Object Type -EQ CodeView)).Path
        }
        finally { $reader.Dispose() }
        $symbols | Should -BeLike '/_/*.pdb'
    }
}

Describe 'The package' {
    It 'contains the files of the built module, unchanged and with a fixed time' {
        Skip-WithoutPackage
        $unpacked = Join-Path $TestDrive unpacked
        [System.IO.Compression.ZipFile]::ExtractToDirectory($package, $unpacked)
        foreach ($file in Get-ChildItem $module -Recurse -File) {
            $path = [System.IO.Path]::GetRelativePath($module, $file)
            (Get-FileHash (Join-Path $unpacked $path)).Hash | Should -Be (Get-FileHash $file).Hash -Because "$path must be the tested file"
        }
        $zip = [System.IO.Compression.ZipFile]::OpenRead($package)
        try { $zip.Entries.LastWriteTime.Year | Sort-Object -Unique | Should -Be 2000 }
        finally { $zip.Dispose() }
        $nuspec = ([xml](Get-Content (Join-Path $unpacked VocaFuse.nuspec) -Raw)).package.metadata
        $nuspec.releaseNotes | Should -Be $manifest.ReleaseNotes
        $nuspec.readme | Should -Be 'README.md'
        $nuspec.iconUrl | Should -Be $manifest.IconUri
        $nuspec.tags -split ' ' | Should -Contain 'PSCommand_Get-VFVoiceNote'
    }

    It 'imports from the folder it was extracted to' {
        Skip-WithoutPackage
        $unpacked = Join-Path $TestDrive "modules/VocaFuse/$($manifest.Version)"
        [System.IO.Compression.ZipFile]::ExtractToDirectory($package, $unpacked)
        Invoke-Script @"
Import-Module '$unpacked/VocaFuse.psd1'
(Get-Command Get-VFConnection).Module.ModuleBase
(Get-VFConnection | Measure-Object).Count
"@ | Should -Be $unpacked, '0'
    }

    It 'installs from a folder with Install-PSResource' {
        $obstacle = Get-FeedObstacle $package
        if ($obstacle) { Set-ItResult -Skipped -Because $obstacle }
        $homeFolder = (New-Item -ItemType Directory (Join-Path $TestDrive home)).FullName
        $lines = Invoke-FeedScript $package $homeFolder @"
Install-PSResource VocaFuse -Repository Folder -Scope CurrentUser
(Get-InstalledPSResource VocaFuse).ReleaseNotes.Length -gt 0
(Get-Command Get-VFConnection).Module.ModuleBase
(Get-VFConnection | Measure-Object).Count
"@
        $lines | Should -Be 'True', (Join-Path $homeFolder ".local/share/powershell/Modules/VocaFuse/$($manifest.Version)"), '0'
    }
}
