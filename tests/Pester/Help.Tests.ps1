# The help describes the cmdlets as they are. Get-Help runs in a separate process, so that the modules of this session do
# not change its output.
BeforeDiscovery {
    $root = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../..'))
    $commands = (Import-PowerShellDataFile (Join-Path $root VocaFuse.psd1)).CmdletsToExport
    $topics = (Get-ChildItem (Join-Path $root docs/en-US) -Filter about_*.md).BaseName
    . (Join-Path $root build/Help/Example.ps1)
    $examples = @(
        Get-Example (Get-ChildItem (Join-Path $root docs/en-US) -Filter *-*.md) |
            ForEach-Object { @{ Page = $_.Page; Title = $_.Title } }
    )
    # The cmdlets that send requests. The pages of Connect-VFAccount and Disconnect-VFAccount have another structure.
    $requestCommands = $commands | Where-Object {
        (Get-Content (Join-Path $root "docs/en-US/$_.md") -Raw) -match '(?m)^### -Connection' -and
            $_ -notin 'Disconnect-VFAccount', 'Select-VFConnection', 'Test-VFConnection'
    }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    . (Join-Path $PSScriptRoot '../../build/Help/Example.ps1')
    $root = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../..'))
    $sources = Join-Path $root docs/en-US
    $folder = 'https://github.com/vocafuse/vocafuse-powershell/blob/main/docs/en-US/'

    # Each parameter as the cmdlet declares it ("Has") and as the help describes it ("Describes"), with the same keys.
    $file = Join-Path $TestDrive help.json
    Invoke-Script @"
Import-Module VocaFuse
Import-Module VocaFuse -Force
`$common = [System.Management.Automation.Cmdlet]::CommonParameters
`$shown = @{}
foreach (`$command in Get-Command -Module VocaFuse) {
    `$fresh = [Activator]::CreateInstance(`$command.ImplementingType)
    `$syntax = Get-Command `$command.Name -Syntax
    `$help = Get-Help `$command.Name -Full
    `$shown[`$command.Name] = @{
        HelpUri = `$command.HelpUri
        Synopsis = `$help.Synopsis
        Description = "`$(`$help.description.Text)"
        Notes = "`$(`$help.alertSet.alert.Text)"
        Links = @(`$help.relatedLinks.navigationLink | ForEach-Object { "`$(`$_.uri)" })
        LinkTexts = @(`$help.relatedLinks.navigationLink.linkText)
        Inputs = @(`$help.inputTypes.inputType | ForEach-Object { "`$(`$_.type.name) `$(`$_.description.Text)" })
        Outputs = @(`$help.returnValues.returnValue | ForEach-Object { "`$(`$_.type.name) `$(`$_.description.Text)" })
        OutputTypes = @(`$command.OutputType.Name)
        Syntaxes = @(`$help.syntax.syntaxItem).Count
        Sets = `$command.ParameterSets.Count
        Examples = @(`$help.examples.example | ForEach-Object { @{ Title = `$_.title; Code = `$_.code } })
        Text = `$help | Out-String -Width 79
        Has = @(`$command.Parameters.Values | Where-Object Name -notin `$common | Sort-Object Name | ForEach-Object {
            `$name = `$_.Name
            `$sets = `$_.ParameterSets.Values
            `$value = try { if (`$fresh.PSObject.Properties[`$name]) { `$fresh.`$name } } catch { }
            @{
                Name = `$name
                FullType = [System.Nullable]::GetUnderlyingType(`$_.ParameterType)?.FullName ?? `$_.ParameterType.FullName
                Type = `$_.SwitchParameter ? 'SwitchParameter' : [regex]::Match(`$syntax, "-`$name\]? <([^>]+)>").Groups[1].Value
                # A mandatory parameter has no default. PowerShell itself adds -Skip, with the default 0.
                Default = `$_.SwitchParameter ? 'False' :
                    `$name -eq 'Skip' ? '0' :
                    "`$value" -and `$sets.IsMandatory -contains `$false ? (`$value -join ', ') : 'None'
                Pipeline = @(
                    if (`$sets.ValueFromPipeline -contains `$true) { 'ByValue' }
                    if (`$sets.ValueFromPipelineByPropertyName -contains `$true) { 'ByPropertyName' }
                ) -join ', '
                Wildcards = [bool](`$_.Attributes | Where-Object { `$_ -is [System.Management.Automation.SupportsWildcardsAttribute] })
                Aliases = "`$(`$_.Aliases | Sort-Object)"
                Required = `$sets.IsMandatory -contains `$true
            }
        })
        Describes = @(`$help.parameters.parameter | Sort-Object name | ForEach-Object {
            @{
                Name = `$_.name
                Type = `$_.type.name
                Default = `$_.defaultValue
                Pipeline = [regex]::Match(`$_.pipelineInput, '\((.+)\)').Groups[1].Value
                Wildcards = [bool]::Parse(`$_.globbing)
                Aliases = "`$(`$_.aliases -split ',\s*' -ne 'none' | Sort-Object)"
                Required = [bool]::Parse(`$_.required)
                Text = "`$(`$_.description.Text)"
            }
        })
    }
}
ConvertTo-Json `$shown -Depth 6 | Set-Content '$file'
"@ | Should -BeNullOrEmpty
    $shown = Get-Content $file -Raw | ConvertFrom-Json -AsHashtable

    # The code of a class and its base classes, without VFConnectedCmdlet: its errors have their own section.
    function Get-Code {
        param([string] $Class)
        $code = Get-ChildItem (Join-Path $root src/VocaFuse.PowerShell) -Recurse -Filter "$Class.cs" | Get-Content -Raw
        $code | Should -Not -BeNullOrEmpty
        $code
        # These classes write errors for the cmdlets that use them.
        foreach ($helper in 'CheckpointFile', 'PathResolver', 'UploadRecords', 'WebhookArchive') {
            if ($helper -ne $Class -and $code -match "\b$helper\.") { Get-Code $helper }
        }
        $base = [regex]::Match($code, "class $Class(?:<T>)? : (\w+)").Groups[1].Value
        if ($base -notin '', 'VFConnectedCmdlet', 'PSCmdlet', 'IDisposable') { Get-Code $base }
    }

    # On Windows, the environment variable TZ has no effect.
    $skipsTimes = $IsWindows -and [TimeZoneInfo]::Local.BaseUtcOffset -ne [timespan]::Zero

    # The IDs and categories of all errors of the cmdlets.
    $errorType = (Get-Command Get-VFVoiceNote).ImplementingType.Assembly.GetType('VocaFuse.PowerShell.VFErrors', $true)
    $vfErrors = $errorType.GetFields('Public, Static').ForEach{ $_.GetValue($null) }
}

Describe 'Help of <_>' -ForEach $commands {
    BeforeAll {
        $name = $_
        $help = $shown[$name]
        $page = Join-Path $sources "$name.md"
    }

    It 'has a page without placeholders' {
        $page | Should -Exist
        Get-Content $page | Where-Object { $_ -match '\{\{' } | Should -BeNullOrEmpty
    }

    It 'describes the cmdlet, its input and its output' {
        $help.Synopsis.Trim() | Should -Match '^[A-Z].+\.$'
        $help.Description.Length | Should -BeGreaterThan 60
        $help.Inputs[0].Length | Should -BeGreaterThan 15
        $help.Outputs[0].Length | Should -BeGreaterThan 15
        foreach ($type in $help.OutputTypes ) { "$($help.Outputs)" | Should -Match ([regex]::Escape($type)) }
        foreach ($parameter in $help.Has.Where{ $_.Pipeline }) {
            $help.Inputs.ForEach{ $_.Split(' ')[0] } |
                Should -Contain $parameter.FullType -Because "-$($parameter.Name) binds from the pipeline"
        }
        $help.Syntaxes | Should -Be $help.Sets
    }

    It 'ends each syntax with the common parameters' {
        $syntaxes = [regex]::Matches((Get-Content $page -Raw), "(?m)^``````\r?\n$name[\s\S]+?^``````")
        $syntaxes.Count | Should -Be $help.Sets
        $syntaxes.Value | Should -Match '\[<CommonParameters>\]\s+```$'
    }

    It 'describes exactly the parameters of the cmdlet' {
        $help.Describes.Name | Should -Be $help.Has.Name
        foreach ($parameter in $help.Describes) {
            $parameter.Text | Should -Match '\.$' -Because "-$($parameter.Name) is described in sentences"
        }
    }

    It 'states the <_> of each parameter' -ForEach 'Type', 'Default', 'Pipeline', 'Wildcards', 'Aliases', 'Required' {
        $attribute = $_
        $help.Describes.ForEach{ "$($_.Name): $($_[$attribute])" } | Should -Be $help.Has.ForEach{ "$($_.Name): $($_[$attribute])" }
    }

    It 'states the unit of each number or time, and the default of each parameter' {
        foreach ($parameter in $help.Has) {
            $text = $help.Describes.Where{ $_.Name -eq $parameter.Name }.Text
            $units = 'bytes|times|notes|words|requests|files|events|port|lines|characters|retries|columns|confidence'
            $unit = $parameter.FullType -eq 'System.TimeSpan' -or $parameter.Name -like '*Sec' ? 'second' : $units
            if ($parameter.FullType -match 'Int|Double|TimeSpan') { $text | Should -Match $unit -Because "-$($parameter.Name) has a unit" }
            if (-not $parameter.Required -and $parameter.Default -eq 'None') {
                $text | Should -Match '(?i)default|without|only' -Because "-$($parameter.Name) has no default"
            }
        }
    }

    It 'names the alternative to -PipelineVariable for cmdlets that send requests ahead' {
        $help.Describes.Where{ $_.Name -eq 'ThrottleLimit' }.ForEach{
            $_.Text | Should -Match '-PipelineVariable of an\s+earlier\s+command\s+does\s+not\s+match\s.+:\s'
        }
    }

    It 'has at least two examples with output, and code that fits 80 columns' {
        @(Get-Example (Get-Item (Join-Path $sources "$name.md")) | Where-Object Output).Count | Should -BeGreaterOrEqual 2
        foreach ($example in $help.Examples) {
            $example.Title | Should -Match 'Example \d: [A-Z]'
            $example.Code -split "`n" | ForEach-Object { $_.Length | Should -BeLessOrEqual 75 -Because $_ }
        }
    }

    It 'has an online address, and links to pages that exist' {
        $help.HelpUri | Should -Be "$folder$_.md"
        $help.Links[0] | Should -Be $help.HelpUri
        foreach ($link in $help.LinkTexts | Select-Object -Skip 1) { Join-Path $sources "$link.md" | Should -Exist }
    }

    It 'names only errors that exist, and all that the code of the cmdlet writes' {
        $named = [regex]::Matches([regex]::Match((Get-Content $page -Raw), '(?s)## NOTES(.+?)## RELATED').Value, '`([A-Z]\w+)`').ForEach{
            $_.Groups[1].Value
        }
        if ($help.Notes -notmatch 'has no error IDs') { $named | Should -Not -BeNullOrEmpty }
        $named | Where-Object { $_ -notin $vfErrors.Id } | Should -BeNullOrEmpty
        $code = Get-Code "$($_.Replace('-', ''))Command"
        foreach ($match in [regex]::Matches($code, 'VFErrors\.(?!FromException\b|CreateRecord\b)(\w+)')) {
            # A base class writes it, for the cmdlets that accept voice notes.
            if ($match.Groups[1].Value -eq 'InvalidVoiceNote' -and $help.Has.Name -notcontains 'VoiceNoteId') { continue }
            $match.Groups[1].Value | Should -BeIn $named
        }
    }

    It 'fits a terminal of 80 columns and contains no Markdown' {
        # PowerShell breaks longer lines in the middle of a word.
        $help.Synopsis.Trim().Length | Should -BeLessOrEqual 75
        $help.Examples.Title | Where-Object Length -gt 75 | Should -BeNullOrEmpty
        $help.Text | Should -Not -Match '```|\*\*|\]\(|`\w'
        $help.Text | Should -Not -Match '[\u0080-\u009F]'
    }
}

Describe 'Help of <_>, which sends requests' -ForEach $requestCommands {
    It 'names the errors of the service, and refers to the errors of every command' {
        $help = $shown[$_]
        $help.Notes | Should -Match 'every command can report\s+\(about_VocaFuse_Errors\)'
        $help.Notes | Should -MatchExactly 'PermissionDenied:'
        foreach ($thing in 'VoiceNote', 'Webhook', 'ApiKey') {
            if ($help.Has.Name -contains "${thing}Id") { $help.Notes | Should -MatchExactly "${thing}NotFound:" }
        }
    }
}

Describe 'Help pages' {
    It 'exist for exactly the cmdlets of the module' {
        (Get-ChildItem $sources -Filter *-*.md).BaseName | Sort-Object | Should -Be ((Get-Command -Module VocaFuse).Name | Sort-Object)
    }

    It 'compile to the help files of the module' -Tag Microsoft.PowerShell.PlatyPS {
        $export = Join-Path $root build/Help/Export-Help.ps1
        Invoke-Pwsh -NoProfile -NonInteractive -File $export -SourcePath $sources -OutputPath $TestDrive/en-US |
            Should -BeNullOrEmpty
        $shipped = Join-Path (Get-Module VocaFuse).ModuleBase en-US
        (Get-ChildItem $shipped).Name | Should -Be (Get-ChildItem $TestDrive/en-US).Name
        foreach ($file in Get-ChildItem $TestDrive/en-US) {
            $compiled = (Get-Content $file -Raw).ReplaceLineEndings("`n")
            (Get-Content (Join-Path $shipped $file.Name) -Raw).ReplaceLineEndings("`n") -ceq $compiled |
                Should -BeTrue -Because "$($file.Name) is compiled by ./build.ps1 -Task Help"
        }
    }

    It 'have the syntax and parameter metadata that platyPS generates' -Tag Microsoft.PowerShell.PlatyPS {
        Copy-Item $sources $TestDrive/docs -Recurse
        Copy-Item (Get-Module VocaFuse).ModuleBase $TestDrive/VocaFuse -Recurse
        Remove-Item $TestDrive/VocaFuse/en-US -Recurse
        $update = Join-Path $root build/Help/Update-HelpPage.ps1
        $null = Invoke-Pwsh -NoProfile -NonInteractive -File $update -ModulePath $TestDrive/VocaFuse -SourcePath $TestDrive/docs
        foreach ($page in Get-ChildItem $sources -Filter *-*.md) {
            (Get-Content $TestDrive/docs/$($page.Name) -Raw) -ceq (Get-Content $page -Raw).ReplaceLineEndings("`n") |
                Should -BeTrue -Because "$($page.Name) is updated by ./build.ps1 -Task Help"
        }
    }
}

Describe 'Examples of the help pages' {
    BeforeAll {
        $file = Join-Path $TestDrive examples.json
        $run = Join-Path $root build/Help/Invoke-Example.ps1
        $module = (Get-Module VocaFuse).ModuleBase
        $null = Invoke-Pwsh -NoProfile -NonInteractive -File $run -ModulePath $module -SourcePath $sources -ResultPath $file
        $results = Get-Content $file -Raw | ConvertFrom-Json
    }

    It '<Page>, <Title>: runs and returns the output on the page' -ForEach $examples {
        $result = $results | Where-Object { $_.Page -eq $Page -and $_.Title -eq $Title }
        $result.Failure | Should -BeNullOrEmpty
        if ($null -ne $result.Output -and -not $skipsTimes) { $result.Shown | Should -BeExactly $result.Output }
    }
}

Describe 'About topics' {
    It 'shows <_> in lines that fit 80 columns' -ForEach $topics {
        $lines = (Get-Help $_ | Out-String -Width 100).Trim().ReplaceLineEndings("`n") -split "`n"
        $lines[0..3] | Should -Be 'TOPIC', "    $_", '', 'SHORT DESCRIPTION'
        $lines[4] | Should -Match '^    \S.+\.$' -Because 'Get-Help shows one line as synopsis'
        $lines.TrimEnd() | Where-Object Length -gt 79 | Should -BeNullOrEmpty
    }

    It 'describes every error with its category, and no others' {
        $text = Get-Content (Join-Path $sources about_VocaFuse_Errors.md) -Raw
        $entries = [regex]::Matches($text, '(?m)^### (\w+)\r?\n\r?\n(\w+)').ForEach{ "$($_.Groups[1].Value) $($_.Groups[2].Value)" }
        $entries | Sort-Object | Should -Be ($vfErrors.ForEach{ "$($_.Id) $($_.Category)" } | Sort-Object -Unique)
    }

    It 'names the errors of every command' {
        $text = Get-Content (Join-Path $sources about_VocaFuse_Errors.md) -Raw
        $section = [regex]::Match($text, '(?s)## Errors of every command(.+?)\n## ').Groups[1].Value
        $named = [regex]::Matches($section, '`(\w+)`').ForEach{ $_.Groups[1].Value }
        $named | Where-Object { $_ -notin $vfErrors.Id } | Should -BeNullOrEmpty
        foreach ($match in [regex]::Matches((Get-Code VFConnectedCmdlet), 'VFErrors\.(?!FromException\b|CreateRecord\b)(\w+)')) {
            # It is an error only of the cmdlets that accept voice notes.
            if ($match.Groups[1].Value -eq 'InvalidVoiceNote') { continue }
            $match.Groups[1].Value | Should -BeIn $named
        }
    }

    It 'names every kind of exception' {
        $text = Get-Content (Join-Path $sources about_VocaFuse_Errors.md) -Raw
        $kinds = [VocaFuse.VocaFuseException].Assembly.GetExportedTypes() |
            Where-Object { $_.IsSubclassOf([VocaFuse.VocaFuseException]) }
        foreach ($kind in $kinds) {
            $text.Contains($kind.Name) | Should -BeTrue -Because $kind.Name
        }
    }

    It 'contains no error that no code writes' {
        $code = Get-ChildItem (Join-Path $root src/VocaFuse.PowerShell) -Recurse -Filter *.cs | Get-Content -Raw
        $uses = [regex]::Matches("$code", '(?<!new\(nameof\()(?<=VFErrors\.|=> )([A-Z]\w+)\b').ForEach{ $_.Value }
        $vfErrors.Id | Where-Object { $_ -notin $uses } | Should -BeNullOrEmpty
    }
}

Describe 'Help without an import' {
    It 'is found by the name of a cmdlet' {
        Invoke-Script '(Get-Help Get-VFVoiceNote).Synopsis' | Should -Be 'Lists voice notes, or gets voice notes by ID.'
    }
}
