# Reads the examples of help pages and other documents: the code in the powershell fence under a heading, and its output fence.

function Get-Example {
    param([Parameter(Mandatory)] [System.IO.FileInfo[]] $Page)

    foreach ($file in $Page) {
        $text = (Get-Content $file -Raw).ReplaceLineEndings("`n")
        $example = '(?ms)^### (?<title>[^\n]+)\n(?:(?!^#).)*?```powershell\n(?<code>.+?)\n```(?:\n\n```output\n(?<output>.+?)\n```)?'
        foreach ($match in [regex]::Matches($text, $example)) {
            [pscustomobject]@{
                Page   = $file.BaseName
                Title  = $match.Groups['title'].Value
                Code   = $match.Groups['code'].Value
                Output = $match.Groups['output'].Success ? $match.Groups['output'].Value : $null
            }
        }
    }
}

# Writes the output of an example into its page.
function Save-ExampleOutput {
    param([Parameter(Mandatory)] [string] $SourcePath, [Parameter(Mandatory)] $Example, [string] $Shown)

    $page = Join-Path $SourcePath "$($Example.Page).md"
    $text = (Get-Content $page -Raw).ReplaceLineEndings("`n")
    $before = "``````powershell`n$($Example.Code)`n```````n`n``````output`n"
    [System.IO.File]::WriteAllText($page, $text.Replace("$before$($Example.Output)`n``````", "$before$Shown`n``````"))
}
