# The examples of the help pages: the code in a page's powershell fences, and what the output fence after it shows.

function Get-HelpExample {
    param([Parameter(Mandatory)] [string] $SourcePath)

    foreach ($page in Get-ChildItem $SourcePath -Filter *-*.md | Sort-Object Name) {
        $text = (Get-Content $page -Raw).ReplaceLineEndings("`n")
        foreach ($match in [regex]::Matches($text, '(?ms)^### (?<title>Example [^\n]+)\n(?:(?!^#).)*?```powershell\n(?<code>.+?)\n```(?:\n\n```output\n(?<output>.+?)\n```)?')) {
            [pscustomobject]@{
                Page   = $page.BaseName
                Title  = $match.Groups['title'].Value
                Code   = $match.Groups['code'].Value
                Output = $match.Groups['output'].Success ? $match.Groups['output'].Value : $null
            }
        }
    }
}

# Puts what an example showed into its page.
function Save-HelpExampleOutput {
    param([Parameter(Mandatory)] [string] $SourcePath, [Parameter(Mandatory)] $Example, [string] $Shown)

    $page = Join-Path $SourcePath "$($Example.Page).md"
    $text = (Get-Content $page -Raw).ReplaceLineEndings("`n")
    $before = "``````powershell`n$($Example.Code)`n```````n`n``````output`n"
    [System.IO.File]::WriteAllText($page, $text.Replace("$before$($Example.Output)`n``````", "$before$Shown`n``````"))
}
