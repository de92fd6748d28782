# Updates the help sources from the cmdlets: creates the page of a new cmdlet, with {{ Fill … }} for missing text, and updates syntax
# and metadata in the other pages. Text is not changed, even for a parameter that was removed; the tests report it.
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $SourcePath
)

$ErrorActionPreference = 'Stop'
# No strict mode, because platyPS reads properties that may be missing.
Import-Module Microsoft.PowerShell.PlatyPS
# platyPS would copy text from the module's help into the pages.
if (Test-Path (Join-Path $ModulePath 'en-US')) { throw "The module in '$ModulePath' must not contain its help (en-US)." }
Import-Module (Join-Path (Resolve-Path $ModulePath) 'VocaFuse.psd1')

# Matches the description of each parameter of a page.
$description = '(?s)(?<=\n### -(\w+)\n\n)(?!```).+?(?=\n\n```yaml)'

# Returns the most frequent description of a parameter in the other pages.
function Find-Description {
    param([string] $Parameter)

    $found = foreach ($page in Get-ChildItem $SourcePath -Filter *-*.md) {
        [regex]::Matches([System.IO.File]::ReadAllText($page), $description) |
            Where-Object { $_.Groups[1].Value -eq $Parameter -and $_.Value -notlike '{{ Fill*' }
    }
    $found | Group-Object Value | Sort-Object Count -Descending | Select-Object -First 1 -ExpandProperty Name
}

# Returns the default value of a parameter, which platyPS does not read.
function Find-Default {
    param([System.Management.Automation.CmdletInfo] $Command, [string] $Parameter)

    $metadata = $Command.Parameters[$Parameter]
    if ($metadata.SwitchParameter -or $metadata.ParameterSets.Values.IsMandatory -notcontains $false) { return '' }
    [Activator]::CreateInstance($Command.ImplementingType).PSObject.Properties[$Parameter].Value -join ', '
}

# A page has at least two examples, each with its code and, if its output is stable, an output fence.
$examples = (1, 2).ForEach{
    "### Example ${_}: {{ Fill title }}`n`n``````powershell`n{{ Fill code }}`n```````n`n``````output`n?`n``````"
} -join "`n`n"

foreach ($command in Get-Command -Module VocaFuse) {
    $page = Join-Path $SourcePath "$($command.Name).md"
    if (-not (Test-Path $page)) {
        $null = New-MarkdownCommandHelp -CommandInfo $command -OutputFolder $SourcePath -HelpUri $command.HelpUri
        Move-Item ([System.IO.Path]::Combine($SourcePath, 'VocaFuse', "$($command.Name).md")) $page
        Remove-Item (Join-Path $SourcePath 'VocaFuse')
        $text = [System.IO.File]::ReadAllText($page).ReplaceLineEndings("`n")
        $text = $text.Replace("### Example 1`n`n{{ Add example description here }}", $examples)
        $text = [regex]::Replace($text, '\{\{ Fill (\w+) Description \}\}', {
                param($match) (Find-Description $match.Groups[1].Value) ?? $match.Value
            })
        $text = [regex]::Replace($text, "(?s)(?<=\n### -(\w+)\n((?!\n###? ).)*?\nDefaultValue: )''", {
                param($match) "'$((Find-Default $command $match.Groups[1].Value).Replace("'", "''"))'"
            })
        # Remove the link from the page to itself; platyPS then inserts a placeholder for links.
        $text = $text.Replace("- []($($command.HelpUri))", '')
        [System.IO.File]::WriteAllText($page, $text)
        Write-Host "New page: $($command.Name).md"
    }

    # platyPS appends its own text to the descriptions of -WhatIf and -Confirm, so restore each description.
    $written = @{}
    foreach ($match in [regex]::Matches([System.IO.File]::ReadAllText($page), $description)) {
        $written[$match.Groups[1].Value] = $match.Value
    }
    $null = Update-MarkdownCommandHelp -Path $page -NoBackup
    $text = [System.IO.File]::ReadAllText($page).ReplaceLineEndings("`n")
    $text = [regex]::Replace($text, $description, { param($match) $written[$match.Groups[1].Value] ?? $match.Value })

    # If the default parameter set has no unique parameter, platyPS shows it twice, once under this name.
    if ($command.ParameterSets.Count -gt 1) { $text = $text -replace '### __AllParameterSets\n\n```\n[^`]+```\n\n' }

    # platyPS omits the common parameters in some syntaxes. Its lines have at most 100 columns.
    $text = [regex]::Replace($text, "(?<=``````\n)$($command.Name) [^``]+(?<!\[<CommonParameters>\])(?=\n``````)", {
        param($match)
        $last = $match.Value.Length - $match.Value.LastIndexOf("`n") - 1
        $match.Value + ($last -gt 78 ? "`n" : '') + ' [<CommonParameters>]'
    })

    # The default of a switch is off.
    $text = $text -replace "(?<=Type: System\.Management\.Automation\.SwitchParameter\nDefaultValue: )''", 'False'

    # Remove the date, which changes with each run, and the heading of aliases if there are none.
    $text = $text -replace 'ms\.date: .*\n' -replace '## ALIASES\n\n(.*\n.*aliases.*\n\n)?(?=##)'
    [System.IO.File]::WriteAllText($page, $text.TrimEnd() + "`n")
}
