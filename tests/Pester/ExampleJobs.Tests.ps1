BeforeAll {
    Set-StrictMode -Version Latest
    . (Join-Path $PSScriptRoot 'common.ps1')
    $jobs = Join-Path $PSScriptRoot '../../examples/jobs' -Resolve
    $sandbox = Start-VFSandbox --notes 60 --seed 8
}

AfterAll { Stop-ConnectedSandbox $sandbox }

Describe 'Export-NightlyCaption.ps1' {
    BeforeEach {
        Reset-Sandbox $sandbox
        $null = Connect-Sandbox $sandbox
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $transcribed = @(Invoke-Control $sandbox Get 'notes?status=transcribed' | ForEach-Object { $_ })
    }

    It 'writes captions for each transcribed note, or its text if it has no word times' {
        $report = & $jobs/Export-NightlyCaption.ps1 -Path $folder -Days 36500
        $files = Get-ChildItem $folder -File
        $files.BaseName | Sort-Object | Should -Be ($transcribed | Sort-Object)
        $report.Captions | Should -Be @($files | Where-Object Extension -EQ .vtt).Count
        $report.Texts | Should -Be @($files | Where-Object Extension -EQ .txt).Count
        $report.Captions | Should -BeGreaterThan 0
        $report.Texts | Should -BeGreaterThan 0
        $report.Failed | Should -Be 0
    }

    It 'starts the next run one day before the last one' {
        $null = & $jobs/Export-NightlyCaption.ps1 -Path $folder
        Clear-RequestLog $sandbox
        $report = & $jobs/Export-NightlyCaption.ps1 -Path $folder -Format Srt
        $report.Since | Should -BeLessThan ([datetimeoffset]::UtcNow.AddHours(-23.9))
        $report.Since | Should -BeGreaterThan ([datetimeoffset]::UtcNow.AddHours(-25))
        (Get-RequestLog $sandbox)[0].query | Should -BeLike '*status=transcribed*'
        (Get-RequestLog $sandbox)[0].query | Should -BeLike '*date_from=*'
    }

    It 'ends with an error after a failure, and starts the next run from the same time' {
        Add-Fault $sandbox @{ path = "/voicenotes/$($transcribed[1])/transcription"; kind = 'status'; status = 404; count = 1 }
        { & $jobs/Export-NightlyCaption.ps1 -Path $folder -Days 36500 } | Should -Throw '1 voice notes*'
        (Get-ChildItem $folder -File).Count | Should -Be ($transcribed.Count - 1)
        $null = & $jobs/Export-NightlyCaption.ps1 -Path $folder -Days 36500
        (Get-ChildItem $folder -File).Count | Should -Be $transcribed.Count
    }
}

Describe 'Remove-ExpiredNote.ps1' {
    BeforeEach {
        Reset-Sandbox $sandbox
        $null = Connect-Sandbox $sandbox
        $all = Get-VFVoiceNote | Sort-Object CreatedAt
        # A limit with older and newer notes.
        $days = [int]((Get-Date) - $all[29].CreatedAt).TotalDays
        $limit = (Get-Date).AddDays(-$days)
        $old = @($all | Where-Object CreatedAt -LT $limit)
        $path = Join-Path $TestDrive "$([guid]::NewGuid()).csv"
    }

    It 'deletes the old notes and no others, and reports each' {
        $report = & $jobs/Remove-ExpiredNote.ps1 -Days $days -ReportPath $path -Confirm:$false
        $old.Count | Should -BeGreaterThan 0
        $old.Count | Should -BeLessThan 60
        $report.VoiceNoteId | Sort-Object | Should -Be ($old.Id | Sort-Object)
        $report.Outcome | Should -Not -Contain kept
        (Import-Csv $path).Outcome | Should -Be (@('deleted') * $old.Count)
        (Get-VFVoiceNote).Id | Sort-Object | Should -Be ($all.Id | Where-Object { $_ -notin $old.Id } | Sort-Object)
    }

    It 'deletes nothing with -WhatIf, and reports what it would delete' {
        $report = & $jobs/Remove-ExpiredNote.ps1 -Days $days -ReportPath $path -WhatIf
        $report.Outcome | Should -Be (@('kept') * $old.Count)
        (Import-Csv $path).VoiceNoteId | Should -Be $report.VoiceNoteId
        (Get-RequestLog $sandbox).method | Should -Not -Contain DELETE
    }

    It 'reports the deleted notes if the run ends early' {
        Add-Fault $sandbox @{ path = '/voicenotes/*'; method = 'DELETE'; kind = 'status'; status = 401; skip = 5; count = -1 }
        { & $jobs/Remove-ExpiredNote.ps1 -Days $days -ReportPath $path -Confirm:$false } | Should -Throw 'The run ended early*'
        $rest = (Get-VFVoiceNote).Id
        $rest.Count | Should -Be 55
        $rows = Import-Csv $path
        $rows.Count | Should -Be $old.Count
        $rows | Where-Object Outcome -EQ deleted | Where-Object VoiceNoteId -In $rest | Should -BeNullOrEmpty
        $rows.Outcome | Should -Contain unknown
        $rows.Outcome | Should -Not -Contain kept
    }

    It 'reports a note that could not be deleted, and continues' {
        Add-Fault $sandbox @{ path = "/voicenotes/$($old[3].Id)"; method = 'DELETE'; kind = 'status'; status = 403; count = 1 }
        { & $jobs/Remove-ExpiredNote.ps1 -Days $days -ReportPath $path -Confirm:$false } | Should -Throw "1 of $($old.Count)*"
        $row = Import-Csv $path | Where-Object Outcome -EQ failed
        $row.VoiceNoteId | Should -Be $old[3].Id
        $row.Reason | Should -Not -BeNullOrEmpty
        (Get-VFVoiceNote).Id | Should -Contain $old[3].Id
        (Get-VFVoiceNote).Id | Should -Not -Contain $old[4].Id
    }
}
