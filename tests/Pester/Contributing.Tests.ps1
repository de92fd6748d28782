# Checks that the files, tasks, tests and names in docs/contributing.md exist, and that its example compiles. Files that the other
# documents for developers name have to exist, too.
BeforeDiscovery {
    # Returns the text of a document.
    function Get-Document {
        param([string] $Path)
        (Get-Content (Join-Path $PSScriptRoot "../../$Path") -Raw).ReplaceLineEndings("`n")
    }

    # Returns the paths in a document, from the root of the repository.
    function Get-NamedPath {
        param([string] $Path)
        $text = Get-Document $Path
        # Paths in running text and commands, not in links and code.
        $pattern = '(?<![\w./(''"*-])(?:\./)?((?:\.github|bench|build|docs|src|tests)/[\w./-]*\w|[\w-][\w.-]+\.(?:md|ps1|psd1|ps1xml|sh)\b)'
        [regex]::Matches($text, $pattern).ForEach{
            $name = $_.Groups[1].Value
            # A test class may be named without its extension.
            if ($name -match '/\w+Tests$') { "$name.cs" } else { $name }
        }
        $withoutCode = $text -replace '(?ms)^(`{3,})\w*\n.*?^\1$'
        [regex]::Matches($withoutCode, '\]\((?!https:)([\w./-]+)').ForEach{
            [System.IO.Path]::Combine([System.IO.Path]::GetDirectoryName($Path), $_.Groups[1].Value)
        }
    }

    $page = Get-Document docs/contributing.md
    $news = @([regex]::Matches($page, '(?m)^`([^`]+)`, new:').ForEach{ $_.Groups[1].Value }) +
        'docs/en-US/Measure-VFVoiceNote.md', 'tests/Pester/Views/counts-of-notes.txt'
    $classes = [regex]::Matches($page, 'VocaFuse\.Unit\.(\w+\.\w+Tests)\b').ForEach{
        "tests/Unit/$($_.Groups[1].Value.Replace('.', '/')).cs"
    }
    $named = @(Get-NamedPath docs/contributing.md) + $classes | Where-Object { $_ -notin $news } | Sort-Object -Unique
    $documents = 'docs/architecture.md', 'docs/reliability.md', 'SECURITY.md' | ForEach-Object {
        @{ Document = $_; Named = @(Get-NamedPath $_ | Sort-Object -Unique) }
    }
    $tasks = [regex]::Matches($page, '-Task (\w+)|build\.sh (\w+)').ForEach{ $_.Groups[1, 2].Value -ne '' } | Sort-Object -Unique
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $root = Join-Path $PSScriptRoot '../..' -Resolve
    $page = (Get-Content (Join-Path $root docs/contributing.md) -Raw).ReplaceLineEndings("`n")
    # The code blocks of the example: path, whether the file is new, and code.
    $blocks = [regex]::Matches($page, '(?m)`(src/[\w./]+\.cs)`[^`]*?(, new)?(?:, after `\w+`)?[^`]*:\n\n```csharp\n((?s:.+?)\n)```')

    # Returns the files in folders of the repository, without build output.
    function Get-Source {
        param([string[]] $Folder)
        Get-ChildItem ($Folder | ForEach-Object { Join-Path $root $_ }) -Recurse -File |
            Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]'
    }
}

Describe 'docs/contributing.md' {
    It 'names <_>, which exists' -ForEach $named {
        Join-Path $root $_ | Should -Exist
    }

    It 'names the build task <_>, which exists' -ForEach $tasks {
        (Get-Command (Join-Path $root build.ps1)).Parameters.Task.Attributes.Where{ $_ -is [ValidateSet] }.ValidValues | Should -Contain $_
    }

    It 'uses names that exist in the code' {
        $code = Get-Source src, tests, bench | Where-Object Extension -In .cs, .ps1 | Get-Content -Raw
        $names = [regex]::Matches($page, '`([A-Z][a-z]*[A-Z]\w+|[A-Z]\w+-[A-Z]\w+)(?:\.\w+)?`').ForEach{ $_.Groups[1].Value } |
            Where-Object { $_ -notin 'Measure-VFVoiceNote', 'CountUnavailable' } | Sort-Object -Unique
        $names.Count | Should -BeGreaterThan 10
        $names | Where-Object { "$code" -cnotmatch "\b$_\b" } | Should -BeNullOrEmpty
    }

    It 'has PowerShell code without syntax errors' {
        foreach ($block in [regex]::Matches($page, '(?s)\n```powershell\n(.+?)\n```')) {
            $failures = $null
            $null = [System.Management.Automation.Language.Parser]::ParseInput($block.Groups[1].Value, [ref] $null, [ref] $failures)
            $failures | Should -BeNullOrEmpty
        }
    }

    It 'has an example that compiles' {
        if (Get-Command Measure-VFVoiceNote -ErrorAction Ignore) {
            Set-ItResult -Skipped -Because 'the example is already in the source, and the build has compiled it'
        }
        $clone = Join-Path $TestDrive clone
        foreach ($file in @(Get-Source src) + (Get-ChildItem $root -File -Force)) {
            $copy = Join-Path $clone ([System.IO.Path]::GetRelativePath($root, $file))
            $null = New-Item -ItemType Directory (Split-Path $copy) -Force
            Copy-Item $file $copy
        }
        $blocks.Count | Should -Be 4
        foreach ($block in $blocks) {
            $file = Join-Path $clone $block.Groups[1].Value
            $code = $block.Groups[3].Value
            # Code for an existing file goes into its class.
            if (-not $block.Groups[2].Success) { $code = (Get-Content $file -Raw) -replace '\}\s*$', "`n$code}`n" }
            Set-Content $file $code -NoNewline
        }
        $output = & dotnet build (Join-Path $clone src/VocaFuse.PowerShell) --configuration Release --nologo --verbosity quiet | Out-String
        $LASTEXITCODE | Should -Be 0 -Because $output
    }
}

Describe '<Document>' -ForEach $documents {
    It 'names <_>, which exists' -ForEach $Named {
        Join-Path $root $_ | Should -Exist
    }
}
