# Draws a session with the built module as a terminal shows it: docs/session.svg. Run by ./build.ps1 -Task Help.
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $OutputPath
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
. (Join-Path $PSScriptRoot '../Invoke-Pwsh.ps1')
. (Join-Path $PSScriptRoot 'Split-TerminalLine.ps1')

$columns = 100
$cell = @{ Width = 8.4; Height = 19; Margin = 22; Top = 52 }

# GitHub's dark theme, by the numbers of the colour codes.
$palette = @{ 30 = '#484f58'; 31 = '#ff7b72'; 32 = '#3fb950'; 33 = '#d29922'; 34 = '#58a6ff'; 35 = '#bc8cff'; 36 = '#39c5cf'; 37 = '#c9d1d9'; 90 = '#8b949e'; 91 = '#ffa198'; 92 = '#56d364'; 93 = '#e3b341'; 97 = '#f0f6fc' }

$zone = $env:TZ
$env:TZ = 'UTC'
try { $lines = @(Invoke-Pwsh -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot 'Invoke-Session.ps1') -ModulePath $ModulePath -Columns $columns) }
finally { $env:TZ = $zone }
if ($LASTEXITCODE -ne 0) { throw "The session failed: $lines" }

# One empty line is enough between two outputs.
$shown = [System.Collections.Generic.List[object]]::new()
foreach ($line in $lines) {
    foreach ($row in Split-TerminalLine $line $columns) {
        if ($row.Count -gt 0 -or ($shown.Count -gt 0 -and $shown[-1].Count -gt 0)) { $shown.Add($row) }
    }
}

# In numbers of no country.
function Write-Number { param([double] $Value) $Value.ToString('0.##', [cultureinfo]::InvariantCulture) }

$width = Write-Number ($columns * $cell.Width + 2 * $cell.Margin)
$height = $shown.Count * $cell.Height + $cell.Top + 16
$svg = [System.Collections.Generic.List[string]]::new()
$svg.Add("<svg xmlns=`"http://www.w3.org/2000/svg`" width=`"$width`" height=`"$height`" viewBox=`"0 0 $width $height`" role=`"img`">")
$svg.Add('<title>A PowerShell session: listing voice notes, reading transcriptions, and an error that says what to do next</title>')
$svg.Add("<rect width=`"$width`" height=`"$height`" rx=`"10`" fill=`"#0d1117`"/>")
$svg.Add('<circle cx="24" cy="22" r="6" fill="#ff5f57"/><circle cx="44" cy="22" r="6" fill="#febc2e"/><circle cx="64" cy="22" r="6" fill="#28c840"/>')
$svg.Add('<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,''DejaVu Sans Mono'',monospace" font-size="14" xml:space="preserve">')
for ($row = 0; $row -lt $shown.Count; $row++) {
    $y = $cell.Top + $row * $cell.Height
    foreach ($run in $shown[$row]) {
        # The width is given, so that columns stay aligned in whichever font there is.
        $x = Write-Number ($cell.Margin + $run.Column * $cell.Width)
        $length = Write-Number ($run.Text.Length * $cell.Width)
        $weight = $run.IsBold ? ' font-weight="bold"' : ''
        $svg.Add("<text x=`"$x`" y=`"$y`" fill=`"$($palette[$run.Colour])`"$weight textLength=`"$length`" lengthAdjust=`"spacingAndGlyphs`">$([System.Security.SecurityElement]::Escape($run.Text))</text>")
    }
}
$svg.Add('</g>')
$svg.Add('</svg>')
[System.IO.File]::WriteAllText($OutputPath, ($svg -join "`n") + "`n")
