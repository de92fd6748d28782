BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-VFSandbox '--notes' 40 '--seed' 3
    $null = Connect-Sandbox $sandbox
    $calls = Get-VFVoiceNote -Status transcribed | Get-VFTranscription
    $timed = @($calls | Where-Object { $_.Words.Count -gt 0 })
    $untimed = @($calls | Where-Object { $_.Words.Count -eq 0 })

    function New-Transcription {
        param([string] $Id, [string] $Text = 'Hello.', $Word = @())
        [VocaFuse.Transcription]::Create($Id, $Text, [VocaFuse.TranscriptionWord[]]$Word)
    }
}

AfterAll {
    Disconnect-VFAccount -All
    Stop-VFSandbox $sandbox
}

Describe 'Export-VFTranscription' {
    BeforeEach {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'is the end of the pipeline from notes to files' {
        $files = Get-VFVoiceNote -Status transcribed -First 5 | Get-VFTranscription | Export-VFTranscription $folder -PassThru
        $files | Should -BeOfType System.IO.FileInfo
        $files.Name | Should -Be ($calls[0..4] | ForEach-Object { "$($_.VoiceNoteId).txt" })
        Get-Content $files[2] -Raw | Should -BeExactly ($calls[2].Text + "`n")
    }

    It 'writes <Format> into files that end in <Ending> and says nothing' -ForEach @(
        @{ Format = 'Text'; Ending = '.txt'; Like = '*' }
        @{ Format = 'Srt'; Ending = '.srt'; Like = "1`n00:0*,* --> *" }
        @{ Format = 'Vtt'; Ending = '.vtt'; Like = "WEBVTT`n`n00:0*.* --> *" }
        @{ Format = 'Json'; Ending = '.json'; Like = '{"id":*"voicenote_id":*' }
        @{ Format = 'Csv'; Ending = '.csv'; Like = '"VoiceNoteId",*' }
    ) {
        $timed[0..2] | Export-VFTranscription $folder -Format $Format | Should -BeNullOrEmpty
        $files = @(Get-ChildItem $folder -Force)
        $files.Name | Should -Be ($timed[0..2] | ForEach-Object { $_.VoiceNoteId + $Ending } | Sort-Object)
        Get-Content $files[0] -Raw | Should -BeLike $Like
        [System.IO.File]::ReadAllBytes($files[0])[0] | Should -Not -Be 0xEF
    }

    It 'takes the format from the ending of a file' -ForEach @('a.srt', 'a.vtt', 'a.json', 'a.csv', 'a.VTT', 'a.txt', 'a.md') {
        $file = $timed[0] | Export-VFTranscription (Join-Path $folder $_) -PassThru
        $file.Name | Should -BeExactly $_
        $start = (Get-Content $file -Raw).Substring(0, 2)
        $start | Should -Be (@{ '.srt' = "1`n"; '.vtt' = 'WE'; '.json' = '{"'; '.csv' = '"V' }[$file.Extension] ?? $timed[0].Text.Substring(0, 2))
    }

    It 'writes one table with a row for each, which Import-Csv reads and Get-VFVoiceNote takes' {
        $file = $calls | Export-VFTranscription (Join-Path $folder 'all.csv') -PassThru
        @($file).Count | Should -Be 1
        $rows = Import-Csv $file
        $rows.VoiceNoteId | Should -Be $calls.VoiceNoteId
        $rows.Text | Should -Be $calls.Text
        ($rows | Select-Object -First 3 | Get-VFVoiceNote).Id | Should -Be $calls[0..2].VoiceNoteId
    }

    It 'turns an exported JSON file into captions without a connection' {
        $json = $timed[0] | Export-VFTranscription (Join-Path $folder 'a.json') -PassThru
        $there = $timed[0] | Export-VFTranscription (Join-Path $folder 'a.srt') -PassThru
        $back = Get-Content $json | ConvertFrom-Json | Export-VFTranscription (Join-Path $folder 'b.srt') -PassThru
        Get-Content $back -Raw | Should -BeExactly (Get-Content $there -Raw)
    }

    It 'takes transcriptions of another process' {
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($timed[0], 4))
        $copy | Should -Not -BeOfType VocaFuse.Transcription
        $copy | Export-VFTranscription (Join-Path $folder 'a.vtt')
        $timed[0] | Export-VFTranscription (Join-Path $folder 'b.vtt')
        Get-Content "$folder/a.vtt" -Raw | Should -BeExactly (Get-Content "$folder/b.vtt" -Raw)
    }

    It 'says what to do with voice notes' {
        Get-VFVoiceNote -First 1 | Export-VFTranscription $folder -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].Exception.Message | Should -BeLike '*Get-VFTranscription*'
        $folder | Should -Not -Exist
    }

    Context 'Paths' {
        It 'takes a path relative to where PowerShell is' {
            $null = New-Item $folder -ItemType Directory
            Push-Location $folder
            try { ($calls[0] | Export-VFTranscription 'sub/' -PassThru).DirectoryName | Should -Be (Join-Path $folder sub) } finally { Pop-Location }
        }

        It 'takes a path of a PowerShell drive' {
            ($calls[0] | Export-VFTranscription 'TestDrive:/drive/a.txt' -PassThru).FullName | Should -Be (Join-Path (Get-Item TestDrive:/).FullName 'drive' 'a.txt')
        }

        It 'takes brackets for what they are with -LiteralPath' {
            ($calls[0] | Export-VFTranscription -LiteralPath "$folder[1]/a.txt" -PassThru).DirectoryName | Should -Be "$folder[1]"
        }

        It 'takes wildcards that stand for one folder' {
            $null = New-Item "$folder/calls-1" -ItemType Directory
            ($calls[0] | Export-VFTranscription "$folder/calls-*" -PassThru).DirectoryName | Should -Be (Join-Path $folder 'calls-1')
        }

        It 'refuses <Path>' -ForEach @(@{ Path = 'Env:/x' }, @{ Path = 'no-such-*' }) {
            { $calls[0] | Export-VFTranscription $Path } | Should -Throw -ErrorId 'InvalidPath,VocaFuse.PowerShell.ExportVFTranscriptionCommand'
        }

        It 'takes what has no ending for a folder, unless it is a file' {
            $calls[0] | Export-VFTranscription "$folder/out"
            "$folder/out" | Should -Exist
            (Get-Item "$folder/out").PSIsContainer | Should -BeTrue
            $null = New-Item "$folder/README"
            ($calls[0] | Export-VFTranscription "$folder/README" -Force -PassThru).Name | Should -Be 'README'
        }
    }

    Context 'Names' {
        It 'fills in a pattern' {
            $file = $calls[0] | Export-VFTranscription $folder -FileName '{CreatedAt:yyyy-MM-dd} {Language} {VoiceNoteId}' -PassThru
            $file.Name | Should -Be "$($calls[0].CreatedAt.ToUniversalTime().ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)) $($calls[0].Language) $($calls[0].VoiceNoteId).txt"
        }

        It 'ends the command over a pattern that is none, before anything is written' {
            { $calls[0] | Export-VFTranscription $folder -FileName '{Speaker}' } | Should -Throw -ErrorId 'InvalidFileName,*' -ExpectedMessage '*{Speaker}*{VoiceNoteId}*'
            { $calls[0] | Export-VFTranscription $folder -FileName '../{VoiceNoteId}' } | Should -Throw -ErrorId 'InvalidFileName,*'
            $folder | Should -Not -Exist
        }

        It 'keeps the file of the id <_> in the folder' -ForEach @('../../evil', '/etc/evil', '..\..\evil', 'C:\evil', '..', 'CON', 'evil.') {
            $file = New-Transcription $_ | Export-VFTranscription $folder -PassThru
            $file.DirectoryName | Should -Be $folder
            (Get-ChildItem $folder -Force).FullName | Should -Be $file.FullName
            $file.BaseName | Should -Not -BeIn 'CON', '..', 'evil.'
        }

        It 'completes patterns and formats' {
            (TabExpansion2 'Export-VFTranscription -Format v').CompletionMatches.CompletionText | Should -Be 'Vtt'
            (TabExpansion2 "Export-VFTranscription -FileName '{Cr").CompletionMatches.CompletionText | Should -BeLike "'{CreatedAt:*"
        }
    }

    Context 'Files that are there' {
        It 'leaves a file alone without -Force, and goes on' {
            $null = New-Item "$folder/$($calls[0].VoiceNoteId).txt" -Force -Value 'mine'
            $files = $calls[0, 1] | Export-VFTranscription $folder -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
            $files.BaseName | Should -Be $calls[1].VoiceNoteId
            Get-Content "$folder/$($calls[0].VoiceNoteId).txt" | Should -Be 'mine'
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -Be 'FileExists,VocaFuse.PowerShell.ExportVFTranscriptionCommand'
            $failed[0].CategoryInfo.Category | Should -Be 'ResourceExists'
            $failed[0].TargetObject | Should -Be $calls[0].VoiceNoteId
        }

        It 'overwrites it with -Force' {
            $null = New-Item "$folder/a.txt" -Force -Value ('mine' * 1000)
            $calls[0] | Export-VFTranscription "$folder/a.txt" -Force
            Get-Content "$folder/a.txt" -Raw | Should -BeExactly "$($calls[0].Text)`n"
        }

        It 'takes names that differ in case alone for one' {
            $files = (New-Transcription 'ABC' 'first'), (New-Transcription 'abc' 'second') | Export-VFTranscription $folder -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
            $files.Name | Should -BeExactly 'ABC.txt'
            $failed.FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        }

        It 'refuses a second transcription for the same file' {
            $calls[0, 1] | Export-VFTranscription "$folder/a.vtt" -Format Text -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
            Get-Content "$folder/a.vtt" -Raw | Should -BeExactly "$($calls[0].Text)`n"
        }

        It 'ends the command where a table is there' {
            $null = New-Item "$folder/a.csv" -Force -Value 'mine'
            { $calls | Export-VFTranscription "$folder/a.csv" } | Should -Throw -ErrorId 'FileExists,*'
            Get-Content "$folder/a.csv" | Should -Be 'mine'
        }
    }

    Context 'What goes wrong' {
        It 'says that a long text without word times is no captions, and goes on' {
            $files = $untimed[0], $timed[0] | Export-VFTranscription $folder -Format Srt -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
            $files.BaseName | Should -Be $timed[0].VoiceNoteId
            $failed[0].FullyQualifiedErrorId | Should -Be 'NoWordTimes,VocaFuse.PowerShell.ExportVFTranscriptionCommand'
            $failed[0].CategoryInfo.Category | Should -Be 'InvalidData'
            $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Format Text*'
            (Get-ChildItem $folder -Force).Name | Should -Be $files.Name
        }

        It 'shows a short text without word times for as long as it takes to read' {
            New-Transcription vn_1 'Please call me back.' | Export-VFTranscription "$folder/a.srt"
            Get-Content "$folder/a.srt" -Raw | Should -BeExactly "1`n00:00:00,000 --> 00:00:01,333`nPlease call me back.`n"
        }

        It 'says where it cannot write' {
            $null = New-Item "$folder/file" -Force
            $calls[0] | Export-VFTranscription "$folder/file/a.txt" -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'FileNotWritten,*'
            $failed[0].CategoryInfo.Category | Should -Be 'WriteError'
            $failed[0].Exception.Message | Should -BeLike "*$folder*"
            $calls[0] | Export-VFTranscription "$folder/nul`0.txt" -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'FileNotWritten,*'
        }

        It 'leaves nothing beside a folder that has the name of the file' {
            $null = New-Item "$folder/$($calls[0].VoiceNoteId).txt" -ItemType Directory -Force
            $calls[0, 1] | Export-VFTranscription $folder -Force -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.FullyQualifiedErrorId | Should -BeLike 'FileNotWritten,*'
            (Get-ChildItem $folder -Force).Name | Should -Be ($calls[0, 1] | ForEach-Object { "$($_.VoiceNoteId).txt" } | Sort-Object)
        }

        It 'leaves no half table behind when the pipeline is cut off' {
            { $calls | ForEach-Object { $_; if ($_ -eq $calls[3]) { throw 'cut' } } | Export-VFTranscription "$folder/a.csv" } | Should -Throw 'cut'
            Get-ChildItem $folder -Force | Should -BeNullOrEmpty
        }

        It 'leaves no half table behind when it is stopped' {
            $shell = [powershell]::Create().AddScript({
                    param($calls, $folder)
                    Import-Module VocaFuse
                    & { $calls; Start-Sleep 60 } | Export-VFTranscription "$folder/a.csv"
                }).AddArgument($calls).AddArgument($folder)
            $running = $shell.BeginInvoke()
            while (-not (Get-ChildItem $folder -Force -ErrorAction Ignore)) { Start-Sleep -Milliseconds 20 }
            $shell.Stop()
            Get-ChildItem $folder -Force | Should -BeNullOrEmpty
            $shell.Dispose()
        }
    }

    Context '-WhatIf' {
        It 'writes nothing and makes no folder' -ForEach @('', 'a.csv', 'a.txt') {
            $calls[0, 1] | Export-VFTranscription (Join-Path $folder $_) -WhatIf -PassThru | Should -BeNullOrEmpty
            $folder | Should -Not -Exist
        }
    }
}
