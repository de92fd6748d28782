BeforeDiscovery {
    # Windows takes its time zone from the machine alone; before 7.6, PowerShell shows no recommendation under an error.
    $differs = ($IsWindows -and [TimeZoneInfo]::Local.BaseUtcOffset -ne [timespan]::Zero) -or $PSVersionTable.PSVersion -lt [version]'7.6'
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $root = Join-Path $PSScriptRoot '../..' -Resolve
    . (Join-Path $root build/Picture/Split-TerminalLine.ps1)
}

Describe 'The picture of a session' {
    It 'shows what the built module shows' -Skip:$differs {
        $file = Join-Path $TestDrive session.svg
        Invoke-Pwsh -NoProfile -NonInteractive -File (Join-Path $root build/Picture/New-SessionPicture.ps1) -ModulePath (Get-Module VocaFuse).ModuleBase -OutputPath $file | Should -BeNullOrEmpty
        (Get-Content $file -Raw) -ceq (Get-Content (Join-Path $root docs/session.svg) -Raw).ReplaceLineEndings("`n") |
            Should -BeTrue -Because 'docs/session.svg is drawn anew by ./build.ps1 -Task Help'
    }

    It 'has what a stranger is to see, and no address of a machine' {
        $picture = [xml](Get-Content (Join-Path $root docs/session.svg) -Raw)
        $text = $picture.svg.g.text.ForEach{ $_.InnerText }
        foreach ($said in 'Get-VFVoiceNote', 'transcribed', 'failed', 'this month', 'last month') { $text | Should -Contain $said }
        "$text" | Should -BeLike '*Recommendation:*'
        "$text" | Should -Not -Match '127\.0\.0\.1|localhost|/tmp|sk_'
        (Get-Content (Join-Path $root README.md) -Raw) | Should -BeLike '*](docs/session.svg)*'
    }
}

Describe 'A line of a terminal' {
    It 'is taken apart by colour, and goes on in the next row where it is too long' {
        $escape = [char]27
        $rows = @(Split-TerminalLine "a $escape[32;1mgreen$escape[0m  $escape[31mred word$escape[0m" 12)
        $rows | Should -HaveCount 2
        $rows[0].Text | Should -Be 'a', 'green', 'red'
        $rows[0].Column | Should -Be 0, 2, 9
        $rows[0].Colour | Should -Be 37, 32, 31
        $rows[0].IsBold | Should -Be $false, $true, $false
        $rows[1].Text | Should -Be 'word'
        $rows[1].Column | Should -Be 1
    }

    It 'may be empty' {
        $rows = @(Split-TerminalLine '' 10)
        $rows | Should -HaveCount 1
        $rows[0] | Should -HaveCount 0
    }
}
