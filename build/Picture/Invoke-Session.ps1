# The session of the picture: commands that a person types, and what PowerShell shows, with the terminal's colour codes.
# It runs in a process of its own; New-SessionPicture.ps1 starts it and draws what comes out.
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [int] $Columns
)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot '../../tests/Sandbox/sandbox.ps1')
Import-Module (Join-Path (Resolve-Path $ModulePath) 'VocaFuse.psd1')
[cultureinfo]::CurrentCulture = 'en-US'
$PSStyle.OutputRendering = 'Ansi'

$commands = @(
    'Connect-VFAccount'
    'Get-VFVoiceNote -First 4'
    'Get-VFVoiceNote -Status transcribed -First 3 | Get-VFTranscription'
    'Get-VFAccount'
    'Get-VFTranscription vn_37b8c2e775a792bca167'
)

# A command line in the colours that PSReadLine gives it.
function Format-CommandLine {
    param([string] $Line)

    $tokens = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($Line, [ref] $tokens, [ref] $null)
    $shown = [System.Text.StringBuilder]::new()
    $end = 0
    foreach ($token in $tokens | Where-Object Kind -NE EndOfInput) {
        $colour = if ($token.TokenFlags -band [System.Management.Automation.Language.TokenFlags]::CommandName) { $PSStyle.Foreground.BrightYellow }
        elseif ($token.Kind -eq 'Parameter') { $PSStyle.Foreground.BrightBlack }
        elseif ($token.Kind -eq 'Number') { $PSStyle.Foreground.BrightWhite }
        else { $PSStyle.Foreground.White }
        $null = $shown.Append(' ', $token.Extent.StartOffset - $end).Append($colour).Append($token.Text).Append($PSStyle.Reset)
        $end = $token.Extent.EndOffset
    }

    "PS> $shown"
}

$sandbox = Start-VFSandbox --notes 12 --seed 7
try {
    $env:VOCAFUSE_API_KEY = $sandbox.apiKey
    $env:VOCAFUSE_API_SECRET = $sandbox.apiSecret
    $PSDefaultParameterValues['Connect-VFAccount:BaseUri'] = $sandbox.baseUri
    foreach ($command in $commands) {
        Format-CommandLine $command
        try {
            . ([scriptblock]::Create($command)) | Out-String -Width $Columns -Stream
        }
        catch {
            $_ | Out-String -Width $Columns -Stream
        }
    }
}
finally { Stop-VFSandbox $sandbox }
