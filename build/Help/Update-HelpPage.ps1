# Brings the help sources up to the cmdlets: makes the page of a new one, with {{ Fill … }} where text is wanted, and
# corrects syntax and facts in the others. Text is left alone, also that of a parameter that is gone: the tests name it.
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $SourcePath
)

$ErrorActionPreference = 'Stop'
# No strict mode: platyPS reads properties that are not always there.
Import-Module Microsoft.PowerShell.PlatyPS
# platyPS would mix what the module's own help says into the pages.
if (Test-Path (Join-Path $ModulePath 'en-US')) { throw "The module in '$ModulePath' must be one without its help." }
Import-Module (Join-Path (Resolve-Path $ModulePath) 'VocaFuse.psd1')

# A page's parameters and what it says of each.
$description = '(?s)(?<=\n### -(\w+)\n\n)(?!```).+?(?=\n\n```yaml)'

# The same parameter mostly means the same: a new page takes the description that most of the others have.
function Find-Description {
    param([string] $Parameter)

    $found = foreach ($page in Get-ChildItem $SourcePath -Filter *-*.md) {
        [regex]::Matches([System.IO.File]::ReadAllText($page), $description) | Where-Object { $_.Groups[1].Value -eq $Parameter -and $_.Value -notlike '{{ Fill*' }
    }
    $found | Group-Object Value | Sort-Object Count -Descending | Select-Object -First 1 -ExpandProperty Name
}

# What a parameter is where it is left out, which platyPS does not look at.
function Find-Default {
    param([System.Management.Automation.CmdletInfo] $Command, [string] $Parameter)

    $fact = $Command.Parameters[$Parameter]
    if ($fact.SwitchParameter -or $fact.ParameterSets.Values.IsMandatory -notcontains $false) { return '' }
    [Activator]::CreateInstance($Command.ImplementingType).PSObject.Properties[$Parameter].Value -join ', '
}

# Two examples at least, each with its code and, where it shows something that stays the same, an output fence.
$examples = (1, 2).ForEach{ "### Example ${_}: {{ Fill title }}`n`n``````powershell`n{{ Fill code }}`n```````n`n``````output`n?`n``````" } -join "`n`n"

foreach ($command in Get-Command -Module VocaFuse) {
    $page = Join-Path $SourcePath "$($command.Name).md"
    if (-not (Test-Path $page)) {
        $null = New-MarkdownCommandHelp -CommandInfo $command -OutputFolder $SourcePath -HelpUri $command.HelpUri
        Move-Item ([System.IO.Path]::Combine($SourcePath, 'VocaFuse', "$($command.Name).md")) $page
        Remove-Item (Join-Path $SourcePath 'VocaFuse')
        $text = [System.IO.File]::ReadAllText($page).ReplaceLineEndings("`n").Replace("### Example 1`n`n{{ Add example description here }}", $examples)
        $text = [regex]::Replace($text, '\{\{ Fill (\w+) Description \}\}', { param($match) (Find-Description $match.Groups[1].Value) ?? $match.Value })
        $text = [regex]::Replace($text, "(?s)(?<=\n### -(\w+)\n((?!\n###? ).)*?\nDefaultValue: )''", { param($match) "'$((Find-Default $command $match.Groups[1].Value).Replace("'", "''"))'" })
        # The page itself is no neighbour; platyPS then asks for some.
        $text = $text.Replace("- []($($command.HelpUri))", '')
        [System.IO.File]::WriteAllText($page, $text)
        Write-Host "New page: $($command.Name).md"
    }

    # platyPS adds what it would say of -WhatIf and -Confirm to what is there, so each description is put back.
    $written = @{}
    foreach ($match in [regex]::Matches([System.IO.File]::ReadAllText($page), $description)) { $written[$match.Groups[1].Value] = $match.Value }
    $null = Update-MarkdownCommandHelp -Path $page -NoBackup
    $text = [regex]::Replace([System.IO.File]::ReadAllText($page).ReplaceLineEndings("`n"), $description, { param($match) $written[$match.Groups[1].Value] ?? $match.Value })

    # Where the default parameter set has no parameter of its own, platyPS shows it twice, once under this name.
    if ($command.ParameterSets.Count -gt 1) { $text = $text -replace '### __AllParameterSets\n\n```\n[^`]+```\n\n' }

    # A switch is off where it is left out.
    $text = $text -replace "(?<=Type: System\.Management\.Automation\.SwitchParameter\nDefaultValue: )''", 'False'

    # Out goes what changes from day to day or says nothing: the date, the mark at the start, the heading of aliases there are none of.
    $text = $text -replace 'ms\.date: .*\n' -replace '## ALIASES\n\n(.*\n.*aliases.*\n\n)?(?=##)'
    [System.IO.File]::WriteAllText($page, $text.TrimEnd() + "`n")
}
