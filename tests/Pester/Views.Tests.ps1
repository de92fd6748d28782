# How objects look, to the letter, for notes of a fixed seed: the files in the folder Views hold what is expected, and
# $env:VOCAFUSE_APPROVE = 1 writes them anew. One process renders all views: its clock is UTC and its words wrap as in
# English, wherever the tests run. A console of 80 columns leaves 79 to a table.
BeforeDiscovery {
    # Windows takes its time zone from the machine alone.
    $skipsTimes = $IsWindows -and [TimeZoneInfo]::Local.BaseUtcOffset -ne [timespan]::Zero

    $views = @(
        @{ Name = 'notes in 80 columns'; Columns = 80; Script = 'Get-VFVoiceNote -First 5' }
        @{ Name = 'notes in 120 columns'; Columns = 120; Script = 'Get-VFVoiceNote -First 3' }
        @{ Name = 'a note as a list'; Columns = 80; Script = 'Get-VFVoiceNote -First 1 | Format-List' }
        @{ Name = 'notes, wide'; Columns = 80; Script = 'Get-VFVoiceNote -First 4 | Format-Wide' }
        @{ Name = 'transcriptions in 80 columns'; Columns = 80; Script = 'Get-VFVoiceNote -First 2 | Get-VFTranscription' }
        @{ Name = 'transcriptions in 120 columns'; Columns = 120; Script = 'Get-VFVoiceNote -First 2 | Get-VFTranscription' }
        @{ Name = 'a transcription as a list'; Columns = 120; Script = 'Get-VFVoiceNote -Skip 3 -First 1 | Get-VFTranscription | Format-List' }
        @{ Name = 'the words of a transcription'; Columns = 80; Script = '(Get-VFVoiceNote -First 1 | Get-VFTranscription).Words | Select-Object -First 3' }
        @{ Name = 'connections in 80 columns'; Columns = 80; Script = 'Get-VFConnection' }
        @{ Name = 'connections in 120 columns'; Columns = 120; Script = 'Get-VFConnection' }
    )
    $escape = [char]27
    $colours = @(
        @{ Name = 'Ansi'; Script = '$PSStyle.OutputRendering = "Ansi"; Get-VFVoiceNote -First 3'; Shows = "*$escape``[32mtranscribed$escape``[0m     9:30*$escape``[31;1mfailed$escape``[0m          1:35*" }
        @{ Name = 'colours of the user''s own'; Script = '$PSStyle.OutputRendering = "Ansi"; $PSStyle.Formatting.Error = $PSStyle.Foreground.Magenta; Get-VFVoiceNote -First 3'; Shows = "*$escape``[35mfailed$escape``[0m          1:35*" }
        @{ Name = 'PlainText'; Script = '$PSStyle.OutputRendering = "PlainText"; Get-VFVoiceNote -First 3'; Shows = '*transcribed     9:30*failed          1:35*' }
        @{ Name = 'a pipe'; Script = '$PSStyle.OutputRendering = "Host"; Get-VFVoiceNote -First 3 | Out-String'; Shows = '*transcribed     9:30*failed          1:35*' }
        @{ Name = 'a process whose output goes elsewhere'; Script = '$PSStyle.OutputRendering = "Host"; [VocaFuse.PowerShell.VFDisplay]::Status("failed", $PSStyle)'; Shows = 'failed' }
    )
}

Describe 'Views' -ForEach @{ Views = $views; Colours = $colours } {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-VFSandbox --notes 12 --seed 7

        $todo = Join-Path $TestDrive todo.json
        $done = Join-Path $TestDrive done.json
        ConvertTo-Json @($Views + $Colours | ForEach-Object { @{ Name = $_.Name; Script = $_.Script; Columns = $_['Columns'] ?? 80 } }) | Set-Content $todo
        $zone = $env:TZ
        $env:TZ = 'UTC'
        try {
            Invoke-Script @"
[cultureinfo]::CurrentCulture = 'en-US'
Connect-VFAccount -ApiKey '$($sandbox.apiKey)' -ApiSecret (ConvertTo-SecureString '$($sandbox.apiSecret)' -AsPlainText -Force) -BaseUri '$($sandbox.baseUri)'
`$rendered = @{}
foreach (`$view in Get-Content '$todo' -Raw | ConvertFrom-Json) {
    `$PSStyle.OutputRendering = 'PlainText'
    `$rendered[`$view.Name] = . ([scriptblock]::Create(`$view.Script)) | Out-String -Width (`$view.Columns - 1)
}
ConvertTo-Json `$rendered | Set-Content '$done'
"@ | Should -BeNullOrEmpty
        }
        finally {
            $env:TZ = $zone
        }
        $shown = Get-Content $done -Raw | ConvertFrom-Json -AsHashtable
    }

    AfterAll { Stop-VFSandbox $sandbox }

    It 'shows <Name>' -ForEach $views -Skip:$skipsTimes {
        $text = $shown[$Name].ReplaceLineEndings("`n").Trim("`n") -replace ' +(?=\n|$)' -replace '127\.0\.0\.1:\d{5}', '127.0.0.1:12345'
        $file = [System.IO.Path]::Combine($PSScriptRoot, 'Views', "$Name.txt")
        if ($env:VOCAFUSE_APPROVE) { Set-Content $file $text }
        "$text`n" | Should -BeExactly (Get-Content $file -Raw).ReplaceLineEndings("`n")
    }

    It 'colours a status as wanted, and keeps the columns aligned: <Name>' -ForEach $colours {
        $shown[$Name].Trim() | Should -BeLike $Shows
    }

    It 'shows no colours where NO_COLOR is set' {
        $env:NO_COLOR = '1'
        try {
            Invoke-Script 'Import-Module VocaFuse; $PSStyle.OutputRendering; [VocaFuse.PowerShell.VFDisplay]::Status("failed", $PSStyle)' | Should -Be 'PlainText', 'failed'
        }
        finally {
            Remove-Item Env:NO_COLOR
        }
    }

    It 'cuts nothing off in a list, and says in a line what stands in one' {
        $null = Connect-Sandbox $sandbox
        try {
            $own = Get-VFApiKey | Where-Object { $_.Scopes.Count -gt 4 } | Select-Object -First 1
            $own | Format-List | Out-String -Width 200 | Should -BeLike "*$($own.Scopes -join ', ')*"
            Get-VFAccount | Format-List Usage, Settings | Out-String -Width 200 | Should -BeLike '*this month * notes*; last month * notes*notifications on*'
        }
        finally { Disconnect-VFAccount -All }
    }

    It 'gives every type that a cmdlet returns a table, a list and a wide view' {
        $types = (Get-Command -Module VocaFuse).OutputType.Type | Where-Object FullName -like 'VocaFuse*' | Sort-Object FullName -Unique
        $types.Count | Should -BeGreaterThan 2
        foreach ($type in $types) {
            $controls = (Get-FormatData $type.FullName -PowerShellVersion 7.4).FormatViewDefinition.Control
            $controls.ForEach{ $_.GetType().Name } | Sort-Object -Unique | Should -Be 'ListControl', 'TableControl', 'WideControl' -Because $type.FullName
        }
    }
}

Describe 'Figures in views' {
    BeforeAll { . (Join-Path $PSScriptRoot 'common.ps1') }

    It 'writes <Value> as <Shown>' -ForEach @(
        @{ Value = '[timespan]::FromSeconds(7.9)'; Method = 'Duration'; Shown = '0:07' }
        @{ Value = '[timespan]::FromSeconds(570)'; Method = 'Duration'; Shown = '9:30' }
        @{ Value = '[timespan]::FromSeconds(97385)'; Method = 'Duration'; Shown = '27:03:05' }
        @{ Value = '$null'; Method = 'Duration'; Shown = '' }
        @{ Value = '[timespan]::FromSeconds(62.349)'; Method = 'WordTime'; Shown = '1:02.34' }
        @{ Value = '1023'; Method = 'Size'; Shown = '1023 B' }
        @{ Value = '1536'; Method = 'Size'; Shown = '1.5 KB' }
        @{ Value = '26214400'; Method = 'Size'; Shown = '25.0 MB' }
        @{ Value = '1234567'; Method = 'Count'; Shown = '1,234,567' }
        @{ Value = '0.817'; Method = 'Confidence'; Shown = '0.82' }
    ) {
        [VocaFuse.PowerShell.VFDisplay]::$Method((& ([scriptblock]::Create($Value)))) | Should -BeExactly $Shown
    }

    It 'writes moments in local time: a recent one with its time, an old one or a coming one with its year' {
        $recent = [DateTimeOffset]::UtcNow.AddDays(-3)
        [VocaFuse.PowerShell.VFDisplay]::ShortTime($recent) | Should -BeExactly $recent.LocalDateTime.ToString('MM-dd HH:mm', [cultureinfo]::InvariantCulture)
        foreach ($moment in [DateTimeOffset]::UtcNow.AddDays(-200), [DateTimeOffset]::UtcNow.AddDays(2)) {
            [VocaFuse.PowerShell.VFDisplay]::ShortTime($moment) | Should -BeExactly $moment.LocalDateTime.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
        }
    }
}
