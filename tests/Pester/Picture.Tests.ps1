# The picture in the README, drawn anew from what the built module shows.
BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $root = Join-Path $PSScriptRoot '../..' -Resolve
    $picture = Join-Path $root docs/session.svg
    $kept = (Get-Content $picture -Raw).ReplaceLineEndings("`n")

    # Windows takes its time zone from the machine alone: there, what the picture says of times is left out of the comparison.
    $hidesTimes = $IsWindows -and [TimeZoneInfo]::Local.BaseUtcOffset -ne [timespan]::Zero
    # PowerShell 7.4 shows the recommendation as part of the message. There, only the rows above the error, which is the last output, are compared.
    $hasOtherError = $PSVersionTable.PSVersion -lt '7.5'
    function Get-Comparable {
        param([string] $Svg)
        if ($hidesTimes) { $Svg = $Svg -replace '\d{4}-\d\d-\d\d( \d\d:\d\d)?', 'time' }
        $lines = $Svg -split "`n"
        $hasOtherError ? ($lines -match '<text').Where({ $_ -match '>Get-VFTranscription:<' }, 'Until') : $lines
    }
}

Describe 'The session picture' {
    It 'is what a session shows today, to the byte (./build.ps1 -Task Picture makes it anew)' {
        $made = Join-Path $TestDrive session.svg
        & (Join-Path $root build/Picture/New-SessionPicture.ps1) -ModulePath (Get-Module VocaFuse).ModuleBase -Path $made
        Get-Comparable ([System.IO.File]::ReadAllText($made)) | Should -BeExactly (Get-Comparable $kept)
    }

    It 'shows colours, a pipeline, the months of usage, and an error with what to do next' {
        $kept | Should -Match 'fill="#[0-9a-f]{6}">transcribed<'
        foreach ($text in 'failed', 'processing', 'Get-VFTranscription', 'CurrentMonth', 'PreviousMonth', 'Recommendation: ') { $kept | Should -Match ">[^<]*$text" }
    }

    It 'is well-formed, has a title, and needs nothing but itself' {
        $document = [xml]$kept
        $document.svg.title.'#text' | Should -Match 'PowerShell'
        $kept | Should -Not -Match 'href|url\(|<script|<style|<image|@import|<!DOCTYPE'
        $document.svg.g.text.textLength | Should -Not -Contain $null
    }

    It 'names no secret, no place and no host of the machine that made it' {
        $kept -replace 'http://www\.w3\.org/2000/svg' | Should -Not -Match 'sk_test_|sk_live_|whsec_|127\.0\.0\.1|localhost|https?:|/home/|/tmp/'
        $kept.Contains([System.Net.Dns]::GetHostName()) | Should -BeFalse
    }

    It 'is the picture at the top of the README, with words for who does not see it' {
        (Get-Content (Join-Path $root README.md) -Raw) | Should -Match '(?s)\A# [^#]+?!\[[^\]]{40,}\]\(docs/session\.svg\)'
    }
}
