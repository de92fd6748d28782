# Converts the Markdown of the help sources to plain text for a terminal. Lines are wrapped here, because PowerShell wraps help at
# word boundaries in a few languages only.

# Removes inline Markdown such as links, emphasis and code marks.
function ConvertTo-PlainLine {
    param([string] $Markdown)

    $text = $Markdown -replace '\[([^\]]+)\]\((https?:[^)]+)\)', '$1 ($2)' -replace '\[([^\]]+)\]\([^)]+\)', '$1'
    $text -replace '<(https?:[^>]+)>', '$1' -replace '\*\*([^*]+)\*\*', '$1' -replace '`([^`]+)`', '$1'
}

# Wraps a paragraph. Lead is the prefix of the first line, Hang that of the other lines.
function Format-Paragraph {
    param([string] $Text, [int] $Width, [string] $Lead = '', [string] $Hang = '')

    $line = $Lead
    $isEmpty = $true
    foreach ($word in $Text -split '\s+' -ne '') {
        if (-not $isEmpty -and $line.Length + 1 + $word.Length -gt $Width) {
            $line
            $line = $Hang + $word
        }
        else {
            $line += $isEmpty ? $word : " $word"
        }
        $isEmpty = $false
    }
    if (-not $isEmpty) { $line }
}

# Converts paragraphs, lists, headings and code to one string.
function ConvertTo-PlainText {
    param([string] $Markdown, [int] $Width)

    $lines = [System.Collections.Generic.List[string]]::new()
    $paragraph = @{ Text = ''; Lead = ''; Hang = '' }
    $flush = {
        $paragraphLines = Format-Paragraph (ConvertTo-PlainLine $paragraph.Text) $Width $paragraph.Lead $paragraph.Hang
        foreach ($line in $paragraphLines) { $lines.Add($line) }
        $paragraph = @{ Text = ''; Lead = ''; Hang = '' }
    }
    $isCode = $false
    foreach ($line in $Markdown -split '\r?\n') {
        if ($line -match '^\s*```') { . $flush; $isCode = -not $isCode }
        elseif ($isCode) { $lines.Add("    $line".TrimEnd()) }
        elseif ($line -match '^\s*$') { . $flush; $lines.Add('') }
        elseif ($line -match '^#+ (.+)') { . $flush; $lines.Add((ConvertTo-PlainLine $Matches[1])) }
        elseif ($line -match '^(\s*)(-|\d+\.) (.+)') {
            . $flush
            $lead = "$($Matches[1])$($Matches[2]) "
            $paragraph = @{ Text = $Matches[3]; Lead = $lead; Hang = ' ' * $lead.Length }
        }
        else { $paragraph.Text += " $($line.Trim())" }
    }
    . $flush
    $lines -join "`n" -replace '\n{3,}', "`n`n" -replace '^\n+|\n+$'
}
