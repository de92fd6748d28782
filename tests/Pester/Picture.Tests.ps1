# Compares the picture in the README with a new one of the built module.
BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $root = Join-Path $PSScriptRoot '../..' -Resolve
    $picture = Join-Path $root docs/session.svg
    $committed = (Get-Content $picture -Raw).ReplaceLineEndings("`n")

    # On Windows, .NET ignores TZ, so times are not compared there.
    $hidesTimes = $IsWindows -and [TimeZoneInfo]::Local.BaseUtcOffset -ne [timespan]::Zero
    # PowerShell 7.4 shows the recommendation as part of the message, so only the rows above the error, the last output, are compared.
    $hasOtherError = $PSVersionTable.PSVersion -lt '7.5'
    function Get-Comparable {
        param([string] $Svg)
        if ($hidesTimes) { $Svg = $Svg -replace '\d{4}-\d\d-\d\d( \d\d:\d\d)?', 'time' }
        $lines = $Svg -split "`n"
        $hasOtherError ? ($lines -match '<text').Where({ $_ -match '>Get-VFTranscription:<' }, 'Until') : $lines
    }
}

Describe 'The session picture' {
    It 'is identical to a new one (./build.ps1 -Task Picture updates it)' {
        $new = Join-Path $TestDrive session.svg
        & (Join-Path $root build/Picture/New-SessionPicture.ps1) -ModulePath (Get-Module VocaFuse).ModuleBase -Path $new
        Get-Comparable ([System.IO.File]::ReadAllText($new)) | Should -BeExactly (Get-Comparable $committed)
    }

    It 'shows colors, a pipeline, the usage by month, and an error with its recommendation' {
        $committed | Should -Match 'fill="#[0-9a-f]{6}">transcribed<'
        foreach ($text in 'failed', 'processing', 'Get-VFTranscription', 'CurrentMonth', 'PreviousMonth', 'Recommendation: ') {
            $committed | Should -Match ">[^<]*$text"
        }
    }

    It 'is well-formed, has a title, and has no external references' {
        $document = [xml]$committed
        $document.svg.title.'#text' | Should -Match 'PowerShell'
        $committed | Should -Not -Match 'href|url\(|<script|<style|<image|@import|<!DOCTYPE'
        $document.svg.g.text.textLength | Should -Not -Contain $null
    }

    It 'contains no secret, path or host name of the machine that created it' {
        $committed -replace 'http://www\.w3\.org/2000/svg' |
            Should -Not -Match 'sk_test_|sk_live_|whsec_|127\.0\.0\.1|localhost|https?:|/home/|/tmp/'
        $committed.Contains([System.Net.Dns]::GetHostName()) | Should -BeFalse
    }

    It 'is at the top of the README, with an alternative text' {
        (Get-Content (Join-Path $root README.md) -Raw) | Should -Match '(?s)\A# [^#]+?!\[[^\]]{40,}\]\(docs/session\.svg\)'
    }
}
