# Runs a session against a local VocaFuse with a fixed seed, and writes the terminal output, including colors, to a file.
# New-SessionPicture.ps1 runs it in a new process.
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [int] $Columns
)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot '../../tests/Sandbox/sandbox.ps1')
Import-Module (Join-Path $ModulePath 'VocaFuse.psd1')

[cultureinfo]::CurrentCulture = 'en-US'
$PSStyle.OutputRendering = 'Ansi'
$lines = @(
    'Connect-VFAccount'
    'Get-VFVoiceNote -First 6'
    'Get-VFVoiceNote -Status transcribed -First 3 | Get-VFTranscription'
    'Get-VFAccount'
    # The last note of the first table. The error must be the last output, because it differs in PowerShell 7.4.
    'Get-VFTranscription 7d3330fc-dfc0-4cad-9f58-27c680e98806'
)

# Returns a line in the colors of PSReadLine.
function Get-TypedLine {
    param([string] $Line)

    $tokens = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($Line, [ref]$tokens, [ref]$null)
    # From the end, so that the positions of the remaining tokens stay valid.
    foreach ($token in $tokens | Sort-Object { $_.Extent.StartOffset } -Descending) {
        $isCommand = $token.TokenFlags.HasFlag([System.Management.Automation.Language.TokenFlags]::CommandName)
        $color = if ($isCommand) { $PSStyle.Foreground.BrightYellow }
        elseif ($token.Kind -eq 'Parameter') { $PSStyle.Foreground.BrightBlack }
        elseif ($token.Kind -eq 'Number') { $PSStyle.Foreground.BrightWhite }
        if ($color) {
            $start = $token.Extent.StartOffset
            $Line = $Line.Remove($start, $token.Text.Length).Insert($start, "$color$($token.Text)$($PSStyle.Reset)")
        }
    }
    $Line
}

$sandbox = Start-VFSandbox --notes 12 --seed 7
try {
    $env:VOCAFUSE_API_KEY = $sandbox.apiKey
    $env:VOCAFUSE_API_SECRET = $sandbox.apiSecret
    $PSDefaultParameterValues['Connect-VFAccount:BaseUri'] = $sandbox.baseUri
    $ErrorActionPreference = 'Continue'
    $screen = foreach ($line in $lines) {
        "PS> $(Get-TypedLine $line)"
        # A console does not use its last column.
        & ([scriptblock]::Create($line)) 2>&1 | Out-String -Width ($Columns - 1) -Stream
    }
    [System.IO.File]::WriteAllLines($Path, $screen)
}
finally {
    Stop-VFSandbox $sandbox
}
