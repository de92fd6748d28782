# Makes the picture at the top of the README: runs a session in a PowerShell of its own and draws what its terminal
# showed. The same build makes the same bytes.
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $Path
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
. (Join-Path $PSScriptRoot '../Invoke-Pwsh.ps1')

# Wide enough for the names of files, and for an error to wrap between words.
$columns = 111
$cellWidth = 8.4
$fontSize = 14
$lineHeight = 20
$left = 24
$top = 64

$foreground = '#d5dae3'
$colours = @{
    30 = '#3b4252'; 31 = '#f2777a'; 32 = '#8fd18a'; 33 = '#f0c674'; 34 = '#7aa6e8'; 35 = '#cc99dd'; 36 = '#6fc7c7'; 37 = '#d5dae3'
    90 = '#8b94a7'; 91 = '#ff9a9c'; 92 = '#a8e6a1'; 93 = '#ffe08a'; 94 = '#9cc2ff'; 95 = '#e0b3f0'; 96 = '#93e3e3'; 97 = '#ffffff'
}

function Get-Screen {
    $file = New-TemporaryFile
    $environment = @{ TZ = $env:TZ; TERM = $env:TERM }
    try {
        # Both are read when a process starts: a dumb terminal shows errors without colours.
        $env:TZ, $env:TERM = 'UTC', 'xterm-256color'
        Invoke-Pwsh -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot 'Session.ps1') -ModulePath $ModulePath -Path $file -Columns $columns | Out-Host
        if ($LASTEXITCODE -ne 0) { throw 'Session.ps1 failed.' }
        Get-Content $file
    }
    finally {
        foreach ($name in $environment.Keys) { Set-Item "Env:$name" $environment[$name] }
        Remove-Item $file
    }
}

# What a sequence of SGR codes makes of a style.
function Get-Style {
    param([hashtable] $Style, [string] $Code)

    foreach ($number in $Code -split ';') {
        switch ([int]$number) {
            0 { $Style = @{} }
            1 { $Style['font-weight'] = 'bold' }
            3 { $Style['font-style'] = 'italic' }
            { $colours.ContainsKey($_) } { $Style.fill = $colours[$_] }
            default { throw "New-SessionPicture.ps1 does not know the SGR code $number." }
        }
    }
    $Style
}

# Words that stand together. Each group has its place and its width, so that columns are aligned in any font.
function Get-Text {
    param([string] $Text, [int] $Row, [int] $Column, [hashtable] $Style)

    foreach ($group in [regex]::Matches($Text, '\S+(?: \S+)*')) {
        $x = [Math]::Round($left + $cellWidth * ($Column + $group.Index), 1)
        $width = [Math]::Round($cellWidth * $group.Length, 1)
        $look = -join ($Style.Keys | Sort-Object | ForEach-Object { " $_=`"$($Style[$_])`"" })
        "    <text x=`"$x`" y=`"$($top + $lineHeight * $Row)`" textLength=`"$width`"$look>$([System.Security.SecurityElement]::Escape($group.Value))</text>"
    }
}

$row = 0
$texts = foreach ($line in Get-Screen) {
    $column = 0
    $style = @{}
    foreach ($piece in [regex]::Matches($line, '\e\[(?<code>[\d;]+)m|(?<text>[ -\u2fff])+|.')) {
        if ($piece.Groups['code'].Success) { $style = Get-Style $style $piece.Groups['code'].Value; continue }
        if (-not $piece.Groups['text'].Success) { throw "New-SessionPicture.ps1 knows characters of one cell and colours alone, not '$piece' in: $line" }
        # A terminal goes on in the next row.
        for ($rest = $piece.Value; $rest; $rest = $rest.Substring($part.Length)) {
            if ($column -eq $columns) { $column = 0; $row++ }
            $part = $rest.Substring(0, [Math]::Min($rest.Length, $columns - $column))
            Get-Text $part $row $column $style
            $column += $part.Length
        }
    }
    $row++
}

$width = 2 * $left + [int]($columns * $cellWidth)
$height = $top + $lineHeight * ($row - 1) + $left
$svg = @"
<!-- The picture in the README. It is made: ./build.ps1 -Task Picture -->
<svg xmlns="http://www.w3.org/2000/svg" width="$width" height="$height" viewBox="0 0 $width $height" role="img" aria-labelledby="title">
  <title id="title">A PowerShell session with the VocaFuse module</title>
  <rect x="0.5" y="0.5" width="$($width - 1)" height="$($height - 1)" rx="10" fill="#1c2029" stroke="#444c5c" />
  <circle cx="30" cy="22" r="6" fill="#f2777a" />
  <circle cx="50" cy="22" r="6" fill="#f0c674" />
  <circle cx="70" cy="22" r="6" fill="#8fd18a" />
  <g font-family="ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace" font-size="$fontSize" fill="$foreground">
$($texts -join "`n")
  </g>
</svg>
"@
[System.IO.File]::WriteAllText($Path, $svg.ReplaceLineEndings("`n") + "`n")
