# Takes a line apart as a terminal of so many columns shows it: rows, each an array of stretches of one colour, without the
# blanks around them.
function Split-TerminalLine {
    param([string] $Line, [int] $Columns)

    $colour = 37
    $isBold = $false
    $column = 0
    $rows = [System.Collections.Generic.List[object]]::new()
    $rows.Add([System.Collections.Generic.List[object]]::new())
    foreach ($piece in [regex]::Split($Line, "(`e\[[\d;]*m)")) {
        if ($piece -match "^`e\[([\d;]*)m$") {
            foreach ($code in $Matches[1] ? $Matches[1].Split(';').ForEach{ [int]$_ } : 0) {
                switch ($code) {
                    0 { $colour = 37; $isBold = $false }
                    1 { $isBold = $true }
                    22 { $isBold = $false }
                    39 { $colour = 37 }
                    { $_ -in 30..37 -or $_ -in 90..97 } { $colour = $code }
                }
            }

            continue
        }

        while ($piece) {
            $fits = [math]::Min($piece.Length, $Columns - $column)
            foreach ($word in [regex]::Matches($piece.Substring(0, $fits), '\S+(?: \S+)*')) {
                $rows[-1].Add([pscustomobject]@{ Column = $column + $word.Index; Text = $word.Value; Colour = $colour; IsBold = $isBold })
            }

            $piece = $piece.Substring($fits)
            $column += $fits
            if ($piece) {
                $rows.Add([System.Collections.Generic.List[object]]::new())
                $column = 0
            }
        }
    }

    # Each row as one object, the empty ones too.
    foreach ($row in $rows) { , $row.ToArray() }
}
