# Reads a page that compares PowerShell with another language, and runs its lines as at a prompt.

# Returns the rows of the table whose header begins with the given text, each as an array of cells.
function Get-PageTable {
    param([string] $Path, [string] $Header)

    $lines = Get-Content $Path
    $at = @($lines | Select-String -Pattern "^\| *$Header *\|" | ForEach-Object LineNumber)
    if ($at.Count -ne 1) { throw "The page has $($at.Count) tables that begin with '$Header'." }
    for ($i = $at[0] + 1; $i -lt $lines.Count -and $lines[$i].StartsWith('|'); $i++) {
        , $lines[$i].Trim('|').Split('|').Trim()
    }
}

# Returns the pairs of a page in order: the rows of its tables of two languages, and each python fence with the powershell fence after
# it. A missing half is empty. Line, the first significant line of the PowerShell code, identifies a pair.
function Get-PagePair {
    param([string] $Path)

    $section = $python = $fence = $null
    $code = [System.Collections.Generic.List[string]]::new()
    $isTable = $false
    $pair = {
        param($left, $right)
        [pscustomobject]@{
            Section = $section
            Python = $left
            Code = $right
            Line = "$right".Split("`n").Trim().Where({ $_ -ne 'try {' }, 'First')[0]
        }
    }
    foreach ($line in Get-Content $Path) {
        if ($fence -and $line -eq '```') {
            if ($fence -eq 'powershell') {
                & $pair $python ($code -join "`n")
                $python = $null
            }
            else { $python = $code -join "`n" }
            $fence = $null
            $code.Clear()
        }
        elseif ($fence) { $code.Add($line) }
        elseif ($line -match '^```(python|powershell)$') {
            # Two python fences in a row: the first one has no PowerShell.
            if ($python -and $Matches[1] -eq 'python') { & $pair $python '' }
            $fence = $Matches[1]
        }
        elseif ($line.TrimStart().StartsWith('```')) { throw "A fence is indented, or neither python nor powershell: $line" }
        elseif ($line.StartsWith('## ')) { $section = $line.Substring(3) }
        elseif ($line -match '^\| Python +\| PowerShell +\|$') { $isTable = $true }
        elseif (-not $line.StartsWith('|')) { $isTable = $false }
        elseif ($isTable -and $line -notmatch '^\|-+\|-+\|$') {
            if ($line -notmatch '^\| `(?<left>[^`]+)`[^|`]* \| `(?<right>[^`|]+)`[^|`]* \|$') {
                throw "A row is not one line of each language: $line"
            }
            & $pair $Matches.left $Matches.right
        }
    }
    if ($python) { & $pair $python '' }
}

# Creates a session with stand-ins for the vault and for user input.
function New-Prompt {
    param([string] $Folder, [hashtable] $Default = @{})

    $shell = [powershell]::Create()
    $null = $shell.AddScript({
            param($folder, $default, $standIns)
            Set-StrictMode -Version Latest
            Set-Location -LiteralPath $folder
            foreach ($name in $default.Keys) { $PSDefaultParameterValues[$name] = $default[$name] }
            . $standIns
            Initialize-Vault
        }.ToString()).AddArgument($Folder).AddArgument($Default).AddArgument((Join-Path $PSScriptRoot prompt.ps1)).Invoke()
    $shell
}

# Runs a script at the prompt, and the script block of -While at the same time. Any error is thrown.
function Invoke-Prompt {
    param([powershell] $Prompt, [string] $Script, [scriptblock] $While = {})

    # From a file, because #Requires has no effect elsewhere.
    $file = Join-Path $TestDrive line.ps1
    Set-Content $file $Script
    $Prompt.Commands.Clear()
    $Prompt.Streams.ClearStreams()
    $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
    $running = $Prompt.AddScript(". '$file'").BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
    & $While
    if (-not $running.AsyncWaitHandle.WaitOne(60000)) { throw "The script did not end in time: $Script" }
    $null = $Prompt.EndInvoke($running)
    if ($Prompt.Streams.Error.Count) { throw $Prompt.Streams.Error[0] }
    $output
}
