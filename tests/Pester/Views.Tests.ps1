# Compares the display of objects, for notes with a fixed seed, with the approved texts in the folder Views. $env:VOCAFUSE_APPROVE = 1
# updates them. One process renders all views, with the time zone UTC and an English culture. A console of 80 columns shows tables of 79.
BeforeDiscovery {
    # On Windows, .NET ignores TZ.
    $skipsTimes = $IsWindows -and [TimeZoneInfo]::Local.BaseUtcOffset -ne [timespan]::Zero

    $views = @(
        @{ Name = 'notes in 80 columns'; Columns = 80; Script = 'Get-VFVoiceNote -First 5' }
        @{ Name = 'notes in 120 columns'; Columns = 120; Script = 'Get-VFVoiceNote -First 3' }
        @{ Name = 'a note as a list'; Columns = 80; Script = 'Get-VFVoiceNote -First 1 | Format-List' }
        @{ Name = 'notes, wide'; Columns = 80; Script = 'Get-VFVoiceNote -First 4 | Format-Wide' }
        @{ Name = 'transcriptions in 80 columns'; Columns = 80; Script = 'Get-VFVoiceNote -First 2 | Get-VFTranscription' }
        @{ Name = 'transcriptions in 120 columns'; Columns = 120; Script = 'Get-VFVoiceNote -First 2 | Get-VFTranscription' }
        @{
            Name = 'a transcription as a list'
            Columns = 120
            Script = 'Get-VFVoiceNote -Skip 3 -First 1 | Get-VFTranscription | Format-List'
        }
        @{
            Name = 'the words of a transcription'
            Columns = 80
            Script = '(Get-VFVoiceNote -First 1 | Get-VFTranscription).Words | Select-Object -First 3'
        }
        @{
            Name = 'matches in 80 columns'
            Columns = 80
            Script = 'Get-VFVoiceNote -Status transcribed | Search-VFTranscription customer -Context 3 | Select-Object -First 2'
        }
        @{
            Name = 'matches in 120 columns'
            Columns = 120
            Script = 'Get-VFVoiceNote -Status transcribed | Search-VFTranscription customer | Select-Object -First 2'
        }
        @{ Name = 'connections in 80 columns'; Columns = 80; Script = 'Get-VFConnection' }
        @{ Name = 'connections in 120 columns'; Columns = 120; Script = 'Get-VFConnection' }
        # Without the checks whose durations differ from run to run.
        @{
            Name = 'checks of a connection in 80 columns'
            Columns = 80
            Script = 'Test-VFConnection | Where-Object { -not $_.Duration -and $_.Name -ne "Clock" }'
        }
        @{ Name = 'a check as a list'; Columns = 80; Script = 'Test-VFConnection | Where-Object Name -EQ ReadAccount | Format-List' }
    )
    $escape = [char]27
    $colors = @(
        @{
            Name = 'Ansi'
            Script = '$PSStyle.OutputRendering = "Ansi"; Get-VFVoiceNote -First 3'
            Shows = "*$escape``[32mtranscribed$escape``[0m     9:30*$escape``[31;1mfailed$escape``[0m          1:35*"
        }
        @{
            Name = 'custom colors'
            Script = '$PSStyle.OutputRendering = "Ansi"; $PSStyle.Formatting.Error = $PSStyle.Foreground.Magenta; Get-VFVoiceNote -First 3'
            Shows = "*$escape``[35mfailed$escape``[0m          1:35*"
        }
        @{
            Name = 'PlainText'
            Script = '$PSStyle.OutputRendering = "PlainText"; Get-VFVoiceNote -First 3'
            Shows = '*transcribed     9:30*failed          1:35*'
        }
        @{
            Name = 'a pipe'
            Script = '$PSStyle.OutputRendering = "Host"; Get-VFVoiceNote -First 3 | Out-String'
            Shows = '*transcribed     9:30*failed          1:35*'
        }
        @{
            Name = 'a process with redirected output'
            Script = '$PSStyle.OutputRendering = "Host"; [VocaFuse.PowerShell.VFDisplay]::Status("failed", $PSStyle)'
            Shows = 'failed'
        }
    )
}

Describe 'Views' -ForEach @{ Views = $views; Colors = $colors } {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-VFSandbox --notes 12 --seed 7

        $inputFile = Join-Path $TestDrive views.json
        $outputFile = Join-Path $TestDrive rendered.json
        ConvertTo-Json @($Views + $Colors | ForEach-Object { @{ Name = $_.Name; Script = $_.Script; Columns = $_['Columns'] ?? 80 } }) |
            Set-Content $inputFile
        $zone = $env:TZ
        $env:TZ = 'UTC'
        try {
            Invoke-Script @"
[cultureinfo]::CurrentCulture = 'en-US'
`$secret = ConvertTo-SecureString '$($sandbox.apiSecret)' -AsPlainText -Force
Connect-VFAccount -ApiKey '$($sandbox.apiKey)' -ApiSecret `$secret -BaseUri '$($sandbox.baseUri)'
`$rendered = @{}
foreach (`$view in Get-Content '$inputFile' -Raw | ConvertFrom-Json) {
    `$PSStyle.OutputRendering = 'PlainText'
    `$rendered[`$view.Name] = . ([scriptblock]::Create(`$view.Script)) | Out-String -Width (`$view.Columns - 1)
}
ConvertTo-Json `$rendered | Set-Content '$outputFile'
"@ | Should -BeNullOrEmpty
        }
        finally {
            $env:TZ = $zone
        }
        $shown = Get-Content $outputFile -Raw | ConvertFrom-Json -AsHashtable
    }

    AfterAll { Stop-VFSandbox $sandbox }

    It 'shows <Name>' -ForEach $views -Skip:$skipsTimes {
        $text = $shown[$Name].ReplaceLineEndings("`n").Trim("`n") -replace ' +(?=\n|$)' -replace '127\.0\.0\.1:\d{5}', '127.0.0.1:12345'
        $file = [System.IO.Path]::Combine($PSScriptRoot, 'Views', "$($Name -replace '\W+', '-').txt")
        if ($env:VOCAFUSE_APPROVE) { Set-Content $file $text }
        "$text`n" | Should -BeExactly (Get-Content $file -Raw).ReplaceLineEndings("`n")
    }

    It 'colors a status, and keeps the columns aligned: <Name>' -ForEach $colors {
        $shown[$Name].Trim() | Should -BeLike $Shows
    }

    It 'shows no colors if NO_COLOR is set' {
        $env:NO_COLOR = '1'
        try {
            Invoke-Script 'Import-Module VocaFuse; $PSStyle.OutputRendering; [VocaFuse.PowerShell.VFDisplay]::Status("failed", $PSStyle)' |
                Should -Be 'PlainText', 'failed'
        }
        finally {
            Remove-Item Env:NO_COLOR
        }
    }

    It 'truncates nothing in lists, and shows nested objects in one line' {
        $null = Connect-Sandbox $sandbox
        try {
            $own = Get-VFApiKey | Where-Object { $_.Scopes.Count -gt 4 } | Select-Object -First 1
            $own | Format-List | Out-String -Width 200 | Should -BeLike "*$($own.Scopes -join ', ')*"
            Get-VFAccount | Format-List Usage, Settings | Out-String -Width 200 |
                Should -BeLike '*this month * notes*; last month * notes*notifications on*'
        }
        finally { Disconnect-VFAccount -All }
    }

    It 'define a table, a list and a wide view for every output type' {
        $types = (Get-Command -Module VocaFuse).OutputType.Type | Where-Object FullName -like 'VocaFuse*' | Sort-Object FullName -Unique
        $types.Count | Should -BeGreaterThan 2
        foreach ($type in $types) {
            $controls = (Get-FormatData $type.FullName -PowerShellVersion 7.4).FormatViewDefinition.Control
            $controls.ForEach{ $_.GetType().Name } | Sort-Object -Unique |
                Should -Be 'ListControl', 'TableControl', 'WideControl' -Because $type.FullName
        }
    }

    It 'have the names of properties as labels, which Select-Object, Where-Object and Sort-Object accept' {
        $labels = foreach ($data in Get-FormatData 'VocaFuse*' -PowerShellVersion 7.4) {
            $properties = ($data.TypeNames[0] -as [type]).GetProperties().Name
            foreach ($control in $data.FormatViewDefinition.Control) {
                $shown = switch ($control.GetType().Name) {
                    TableControl {
                        for ($i = 0; $i -lt $control.Headers.Count; $i++) {
                            $control.Headers[$i].Label ? $control.Headers[$i].Label : $control.Rows[0].Columns[$i].DisplayEntry.Value
                        }
                    }
                    ListControl { foreach ($item in $control.Entries.Items) { $item.Label ? $item.Label : $item.DisplayEntry.Value } }
                }
                $shown.ForEach{ [pscustomobject]@{ View = "$($data.TypeNames[0]): $_"; IsProperty = $_ -cin $properties } }
            }
        }
        $labels.Count | Should -BeGreaterThan 100
        $labels.Where{ -not $_.IsProperty }.ForEach{ $_.View } | Should -BeNullOrEmpty
    }
}

Describe 'Formatted values in views' {
    BeforeAll { . (Join-Path $PSScriptRoot 'common.ps1') }

    It 'shows <Value> as <Shown>' -ForEach @(
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

    It 'shows local times: a recent one with the time of day, an older or future one with the year' {
        $recent = [DateTimeOffset]::UtcNow.AddDays(-3)
        [VocaFuse.PowerShell.VFDisplay]::ShortTime($recent) |
            Should -BeExactly $recent.LocalDateTime.ToString('MM-dd HH:mm', [cultureinfo]::InvariantCulture)
        foreach ($time in [DateTimeOffset]::UtcNow.AddDays(-200), [DateTimeOffset]::UtcNow.AddDays(2)) {
            [VocaFuse.PowerShell.VFDisplay]::ShortTime($time) |
                Should -BeExactly $time.LocalDateTime.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
        }
    }
}
