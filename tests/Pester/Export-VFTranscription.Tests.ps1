BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-ConnectedSandbox '--notes' 40 '--seed' 3
    $calls = Get-VFVoiceNote -Status transcribed | Get-VFTranscription
    $timed = @($calls | Where-Object { $_.Words.Count -gt 0 })
    $untimed = @($calls | Where-Object { $_.Words.Count -eq 0 })

    function New-Transcription {
        param([string] $Id, [string] $Text = 'Hello.', $Word = @())
        [VocaFuse.Transcription]::Create($Id, $Text, [VocaFuse.TranscriptionWord[]]$Word)
    }
}

AfterAll { Stop-ConnectedSandbox $sandbox }

Describe 'Export-VFTranscription' {
    BeforeEach {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'writes a file for each transcription from the pipeline' {
        $files = Get-VFVoiceNote -Status transcribed -First 5 | Get-VFTranscription | Export-VFTranscription $folder -PassThru
        $files | Should -BeOfType System.IO.FileInfo
        $files.Name | Should -Be ($calls[0..4] | ForEach-Object { "$($_.VoiceNoteId).txt" })
        Get-Content $files[2] -Raw | Should -BeExactly ($calls[2].Text + "`n")
    }

    It 'writes <Format> into files with the extension <Extension>, without output' -ForEach @(
        @{ Format = 'Text'; Extension = '.txt'; Like = '*' }
        @{ Format = 'Srt'; Extension = '.srt'; Like = "1`n00:0*,* --> *" }
        @{ Format = 'Vtt'; Extension = '.vtt'; Like = "WEBVTT`n`n00:0*.* --> *" }
        @{ Format = 'Json'; Extension = '.json'; Like = '{"id":*"voicenote_id":*' }
        @{ Format = 'Csv'; Extension = '.csv'; Like = '"VoiceNoteId",*' }
        @{ Format = 'Markdown'; Extension = '.md'; Like = '# *' }
        @{ Format = 'JsonLines'; Extension = '.jsonl'; Like = '{"id":*' }
    ) {
        $timed[0..2] | Export-VFTranscription $folder -Format $Format | Should -BeNullOrEmpty
        $files = @(Get-ChildItem $folder -Force)
        $files.Name | Should -Be ($timed[0..2] | ForEach-Object { $_.VoiceNoteId + $Extension } | Sort-Object)
        Get-Content $files[0] -Raw | Should -BeLike $Like
        [System.IO.File]::ReadAllBytes($files[0])[0] | Should -Not -Be 0xEF
    }

    It 'derives the format from the extension of <_>' -ForEach @(
        'a.srt', 'a.vtt', 'a.json', 'a.csv', 'a.VTT', 'a.txt', 'a.md', 'a.jsonl', 'a.log'
    ) {
        $file = $timed[0] | Export-VFTranscription (Join-Path $folder $_) -PassThru
        $file.Name | Should -BeExactly $_
        $start = (Get-Content $file -Raw).Substring(0, 2)
        $starts = @{ '.srt' = "1`n"; '.vtt' = 'WE'; '.json' = '{"'; '.csv' = '"V'; '.md' = '# '; '.jsonl' = '{"' }
        $start | Should -Be ($starts[$file.Extension] ?? $timed[0].Text.Substring(0, 2))
    }

    It 'rejects a file whose extension is not that of a format: <_>' -ForEach 'a.docx', 'a.pdf', 'a.2025' {
        $file = Join-Path $folder $_
        { $timed[0] | Export-VFTranscription $file } |
            Should -Throw -ErrorId 'UnknownExtension,*' -ExpectedMessage "The extension of '$file'*"
        $folder | Should -Not -Exist
        ($timed[0] | Export-VFTranscription $file -Format Text -PassThru).FullName | Should -Be $file
    }

    It 'writes one table with a row for each transcription, which Import-Csv reads and Get-VFVoiceNote accepts' {
        $file = $calls | Export-VFTranscription (Join-Path $folder 'all.csv') -PassThru
        @($file).Count | Should -Be 1
        $rows = Import-Csv $file
        $rows.VoiceNoteId | Should -Be $calls.VoiceNoteId
        $rows.Text | Should -Be $calls.Text
        ($rows | Select-Object -First 3 | Get-VFVoiceNote).Id | Should -Be $calls[0..2].VoiceNoteId
    }

    It 'converts an exported JSON file to captions without a connection' {
        $json = $timed[0] | Export-VFTranscription (Join-Path $folder 'a.json') -PassThru
        $direct = $timed[0] | Export-VFTranscription (Join-Path $folder 'a.srt') -PassThru
        $converted = Get-Content $json | ConvertFrom-Json | Export-VFTranscription (Join-Path $folder 'b.srt') -PassThru
        Get-Content $converted -Raw | Should -BeExactly (Get-Content $direct -Raw)
    }

    It 'writes the same captions from <Name>' -ForEach @(
        @{ Name = 'CLIXML'; Convert = { param($t) $t | Export-Clixml "$TestDrive/t.xml"; Import-Clixml "$TestDrive/t.xml" } }
        @{ Name = 'the output of a job'; Convert = {
                param($t)
                [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($t, 1))
            }
        }
        @{ Name = 'JSON of depth 2'; Convert = { param($t) $t | ConvertTo-Json -Depth 2 -WarningAction Ignore | ConvertFrom-Json } }
        @{ Name = 'JSON of depth 5'; Convert = { param($t) $t | ConvertTo-Json -Depth 5 | ConvertFrom-Json } }
        @{ Name = 'JSON as a hashtable'; Convert = { param($t) $t | ConvertTo-Json -Depth 4 | ConvertFrom-Json -AsHashtable } }
        @{ Name = 'Select-Object'; Convert = { param($t) $t | Select-Object * } }
        @{ Name = 'a hashtable with times as text'; Convert = {
                param($t)
                @{
                    voicenote_id = 'x'
                    text         = $t.Text
                    words        = @(
                        $t.Words | ForEach-Object {
                            @{ Word = $_.Word; Start_Time = "$($_.StartTime.TotalSeconds)"; EndTime = "$($_.EndTime)" }
                        }
                        $null
                        @{ word = $null }
                    )
                }
            }
        }
    ) {
        $copy = & $Convert $timed[0]
        $copy | Should -Not -BeOfType VocaFuse.Transcription
        $copy | Export-VFTranscription (Join-Path $folder 'a.vtt')
        $timed[0] | Export-VFTranscription (Join-Path $folder 'b.vtt')
        Get-Content "$folder/a.vtt" -Raw | Should -BeExactly (Get-Content "$folder/b.vtt" -Raw)
    }

    It 'reads a single word that is not in an array, and null words' {
        '{"voicenote_id":"a","text":"Hello","words":{"word":"hello","start_time":"1.5","end_time":2}}' | ConvertFrom-Json |
            Export-VFTranscription "$folder/a.srt"
        Get-Content "$folder/a.srt" | Select-Object -Skip 1 -First 2 | Should -Be '00:00:01,500 --> 00:00:02,500', 'Hello'
        '{"voicenote_id":"b","text":"Hello","words":[null]}' | ConvertFrom-Json |
            Export-VFTranscription "$folder/b.srt" -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NoWordTimes,*'
    }

    It 'limits captions with -MaximumLineLength, -MaximumLineCount and -MaximumDuration' {
        $timed[0] | Export-VFTranscription "$folder/a.vtt" -MaximumLineLength 20 -MaximumLineCount 1 -MaximumDuration 3
        $lines = Get-Content "$folder/a.vtt" | Where-Object { $_ -and $_ -notlike '*-->*' }
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 20
        $lines.Count - 1 | Should -Be @(Select-String -Path "$folder/a.vtt" -Pattern '-->' -SimpleMatch).Count
        { $timed[0] | Export-VFTranscription "$folder/a.vtt" -MaximumLineLength 5 } | Should -Throw '*MaximumLineLength*'
        { $timed[0] | Export-VFTranscription "$folder/a.vtt" -MaximumLineCount 0 } | Should -Throw '*MaximumLineCount*'
        { $timed[0] | Export-VFTranscription "$folder/a.vtt" -MaximumDuration 100 } | Should -Throw '*MaximumDuration*'
    }

    It 'warns of parameters that have no effect on the format' {
        $shape = @{ MaximumLineLength = 20; MaximumLineCount = 1; MaximumDuration = 3; SingleCaption = $true; MarkConfidenceBelow = 0.5 }
        $timed[0] | Export-VFTranscription $folder @shape -WarningVariable warned -WarningAction SilentlyContinue
        $warned.Count | Should -Be 5
        $warned[0] | Should -BeLike '-MaximumLineLength has no effect on the format Text. It applies to Srt and Vtt.'
        $timed[0] | Export-VFTranscription $folder @shape -Format Vtt, Markdown -WarningVariable warned
        $warned | Should -BeNullOrEmpty
        $timed[0] | Export-VFTranscription "$folder/b.md" @shape -WarningVariable warned -WarningAction SilentlyContinue
        $warned.Count | Should -Be 4
    }

    Context 'Paths' {
        It 'resolves a path relative to the current location' {
            $null = New-Item $folder -ItemType Directory
            Push-Location $folder
            try { ($calls[0] | Export-VFTranscription 'sub/' -PassThru).DirectoryName | Should -Be (Join-Path $folder sub) }
            finally { Pop-Location }
        }

        It 'accepts a path on a PowerShell drive' {
            ($calls[0] | Export-VFTranscription 'TestDrive:/drive/a.txt' -PassThru).FullName |
                Should -Be (Join-Path (Get-Item TestDrive:/).FullName 'drive' 'a.txt')
        }

        It 'does not interpret brackets as wildcards with -LiteralPath' {
            ($calls[0] | Export-VFTranscription -LiteralPath "$folder[1]/a.txt" -PassThru).DirectoryName | Should -Be "$folder[1]"
        }

        It 'accepts wildcards that match one folder' {
            $null = New-Item "$folder/calls-1" -ItemType Directory
            ($calls[0] | Export-VFTranscription "$folder/calls-*" -PassThru).DirectoryName | Should -Be (Join-Path $folder 'calls-1')
        }

        It 'rejects <Path>' -ForEach @(
            @{ Path = 'Env:/x'; Id = 'InvalidPath' }
            @{ Path = 'no-such-*'; Id = 'PathNotFound' }
            @{ Path = 'NoDrive:/x'; Id = 'PathNotFound' }
        ) {
            $failure = { $calls[0] | Export-VFTranscription $Path } |
                Should -Throw -ErrorId "$Id,VocaFuse.PowerShell.ExportVFTranscriptionCommand" -PassThru
            if ($Id -eq 'PathNotFound') { $failure.CategoryInfo.Category | Should -Be ObjectNotFound }
        }

        It 'names the file that is in the place of a folder' {
            $null = New-Item "$folder/report" -Force
            $message = "*cannot be written: '$(Join-Path $folder report)' is a file and not a folder."
            { $calls[0] | Export-VFTranscription "$folder/report/a.txt" -ErrorAction Stop } |
                Should -Throw -ErrorId 'FileNotWritten,*' -ExpectedMessage $message
        }

        It 'treats a path without extension as a folder, unless it is an existing file' {
            $calls[0] | Export-VFTranscription "$folder/out"
            "$folder/out" | Should -Exist
            (Get-Item "$folder/out").PSIsContainer | Should -BeTrue
            $null = New-Item "$folder/README"
            ($calls[0] | Export-VFTranscription "$folder/README" -Force -PassThru).Name | Should -Be 'README'
        }
    }

    Context 'Names' {
        It 'names files by a pattern' {
            $file = $calls[0] | Export-VFTranscription $folder -FileName '{CreatedAt:yyyy-MM-dd} {Language} {VoiceNoteId}' -PassThru
            $day = $calls[0].CreatedAt.ToUniversalTime().ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
            $file.Name | Should -Be "$day $($calls[0].Language) $($calls[0].VoiceNoteId).txt"
        }

        It 'ends with an error for an invalid pattern before it writes a file' {
            { $calls[0] | Export-VFTranscription $folder -FileName '{Speaker}' } |
                Should -Throw -ErrorId 'InvalidFileName,*' -ExpectedMessage '*{Speaker}*{VoiceNoteId}*'
            { $calls[0] | Export-VFTranscription $folder -FileName '../{VoiceNoteId}' } | Should -Throw -ErrorId 'InvalidFileName,*'
            { $calls[0] | Export-VFTranscription $folder -FileName '  ' } |
                Should -Throw -ErrorId 'InvalidFileName,*' -ExpectedMessage '*pattern for file names is empty*'
            $folder | Should -Not -Exist
        }

        It 'keeps the file of the ID <_> in the folder' -ForEach @(
            '../../evil', '/etc/evil', '..\..\evil', 'C:\evil', '..', 'CON', 'evil.'
        ) {
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

    Context 'Existing files' {
        It 'keeps an existing file without -Force, and continues' {
            $null = New-Item "$folder/$($calls[0].VoiceNoteId).txt" -Force -Value 'mine'
            $files = $calls[0, 1] | Export-VFTranscription $folder -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
            $files.BaseName | Should -Be $calls[1].VoiceNoteId
            Get-Content "$folder/$($calls[0].VoiceNoteId).txt" | Should -Be 'mine'
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -Be 'FileExists,VocaFuse.PowerShell.ExportVFTranscriptionCommand'
            $failed[0].CategoryInfo.Category | Should -Be 'ResourceExists'
            $failed[0].TargetObject | Should -Be $calls[0].VoiceNoteId
        }

        It 'overwrites an existing file with -Force' {
            $null = New-Item "$folder/a.txt" -Force -Value ('mine' * 1000)
            $calls[0] | Export-VFTranscription "$folder/a.txt" -Force
            Get-Content "$folder/a.txt" -Raw | Should -BeExactly "$($calls[0].Text)`n"
        }

        It 'treats names that differ only in case as one' {
            $files = (New-Transcription 'ABC' 'first'), (New-Transcription 'abc' 'second') |
                Export-VFTranscription $folder -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
            $files.Name | Should -BeExactly 'ABC.txt'
            $failed.FullyQualifiedErrorId | Should -BeLike 'DuplicateFileName,*'
        }

        It 'ends with an error if the table exists' {
            $null = New-Item "$folder/a.csv" -Force -Value 'mine'
            { $calls | Export-VFTranscription "$folder/a.csv" } | Should -Throw -ErrorId 'FileExists,*'
            Get-Content "$folder/a.csv" | Should -Be 'mine'
        }
    }

    Context 'Voice notes' {
        BeforeEach {
            Clear-RequestLog $sandbox
            function Get-Fetch { @(Get-RequestLog $sandbox | Where-Object path -Like '*/transcription') }
        }

        It 'fetches the transcriptions of <Name>' -ForEach @(
            @{ Name = 'voice notes'; Convert = { Get-VFVoiceNote -Status transcribed -First 3 } }
            @{ Name = 'IDs'; Convert = { $calls[0..2].VoiceNoteId } }
            @{ Name = 'rows'; Convert = { $calls[0..2] | Select-Object VoiceNoteId } }
            @{
                Name    = 'copies of voice notes'
                Convert = { Get-VFVoiceNote -Status transcribed -First 3 | ConvertTo-Json -Depth 5 | ConvertFrom-Json }
            }
        ) {
            $files = & $Convert | Export-VFTranscription $folder -PassThru
            $files.Name | Should -Be ($calls[0..2] | ForEach-Object { "$($_.VoiceNoteId).txt" })
            Get-Content $files[2] -Raw | Should -BeExactly "$($calls[2].Text)`n"
            (Get-Fetch).Count | Should -Be 3
        }

        It 'writes several formats with one request for each note' {
            $files = Get-VFVoiceNote -Status transcribed -First 2 |
                Export-VFTranscription $folder -Format Text, Json, Markdown, Text -PassThru
            $files.Extension | Should -Be '.txt', '.json', '.md', '.txt', '.json', '.md'
            (Get-Fetch).Count | Should -Be 2
        }

        It 'fetches only missing files with -SkipExisting, and counts them' {
            Get-VFVoiceNote -Status transcribed | Export-VFTranscription $folder -Format Text, Json
            $all = (Get-ChildItem $folder).Count
            Remove-Item "$folder/$($calls[1].VoiceNoteId).txt", "$folder/$($calls[3].VoiceNoteId).*"
            Clear-RequestLog $sandbox
            $output = Get-VFVoiceNote -Status transcribed |
                Export-VFTranscription $folder -Format Text, Json -SkipExisting -Verbose -PassThru 4>&1
            ($output | Where-Object { $_ -is [System.IO.FileInfo] }).Name | Sort-Object |
                Should -Be ("$($calls[1].VoiceNoteId).txt", "$($calls[3].VoiceNoteId).json", "$($calls[3].VoiceNoteId).txt" | Sort-Object)
            (Get-Fetch).Count | Should -Be 2
            (Get-ChildItem $folder).Count | Should -Be $all
            "$($output[-1])" | Should -BeLike "Wrote 3 files for 2 voice notes; skipped $($calls.Count - 2) that were up to date."
        }

        It 'writes the file again with -SkipExisting if the note has changed since' {
            $note = Get-VFVoiceNote $calls[0].VoiceNoteId
            $file = $note | Export-VFTranscription $folder -PassThru
            [System.IO.File]::WriteAllText($file, 'old')
            $note | Export-VFTranscription $folder -SkipExisting -PassThru | Should -BeNullOrEmpty
            [System.IO.File]::SetLastWriteTimeUtc($file, ([datetimeoffset]$note.UpdatedAt).UtcDateTime.AddSeconds(-1))
            ($note | Export-VFTranscription $folder -SkipExisting -PassThru).Name | Should -Be $file.Name
            Get-Content $file -Raw | Should -BeExactly "$($calls[0].Text)`n"
        }

        It 'finds existing files of the pattern <_>, which needs the transcription, without a request' -ForEach @(
            '{CreatedAt:yyyy-MM-dd}-{VoiceNoteId}'
            '{VoiceNoteId}.{Language}'
            '{CreatedAt} {Language} {VoiceNoteId}'
        ) {
            $null = Get-VFVoiceNote -Status transcribed -First 5 | Export-VFTranscription $folder -FileName $_
            Remove-Item (Get-ChildItem $folder | Select-Object -First 1)
            Clear-RequestLog $sandbox
            $written = Get-VFVoiceNote -Status transcribed -First 5 | Export-VFTranscription $folder -FileName $_ -SkipExisting -PassThru
            @($written).Count | Should -Be 1
            (Get-Fetch).Count | Should -Be 1
        }

        It 'fetches the voice note of an ID if the name or the table needs it, but not for a file that exists' {
            $note = Get-VFVoiceNote $calls[0].VoiceNoteId
            Clear-RequestLog $sandbox
            $file = $note.Id | Export-VFTranscription $folder -FileName '{UserId} {VoiceNoteId}' -PassThru
            $file.BaseName | Should -Be "$($note.UserId) $($note.Id)"
            @(Get-RequestLog $sandbox).Count | Should -Be 2
            $note.Id, $note | Export-VFTranscription $folder -FileName '{UserId} {VoiceNoteId}' -SkipExisting
            @(Get-RequestLog $sandbox).Count | Should -Be 2
            $table = $note.Id, $calls[1] | Export-VFTranscription "$folder/all.csv" -IncludeVoiceNote -PassThru
            (Import-Csv $table).UserId | Should -Be $note.UserId, (Get-VFVoiceNote $calls[1].VoiceNoteId).UserId
        }

        It 'sends no request for a file that exists or with -WhatIf' {
            $null = New-Item "$folder/$($calls[0].VoiceNoteId).txt" -Force
            $calls[0].VoiceNoteId | Export-VFTranscription $folder -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.FullyQualifiedErrorId | Should -Be 'FileExists,VocaFuse.PowerShell.ExportVFTranscriptionCommand'
            $calls[1].VoiceNoteId | Export-VFTranscription $folder -Format Text, Vtt -WhatIf
            @(Get-RequestLog $sandbox).Count | Should -Be 0
        }

        It 'writes an error for a note given twice, but not with -SkipExisting' {
            $note = Get-VFVoiceNote $calls[0].VoiceNoteId
            $note, $note | Export-VFTranscription $folder -Force -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.FullyQualifiedErrorId | Should -BeLike 'DuplicateFileName,*'
            $note, $note | Export-VFTranscription "$folder/2" -SkipExisting -ErrorVariable failed
            $failed | Should -BeNullOrEmpty
        }

        It 'writes an error with -SkipExisting for a note whose name another note has, in each run: <Name>' -ForEach @(
            @{ Name = 'same for all'; Path = ''; Option = @{ FileName = 'notes' } }
            @{ Name = 'depends on the transcription'; Path = ''; Option = @{ FileName = 'a {Language}' } }
            @{ Name = 'a file'; Path = '/one.json'; Option = @{} }
        ) {
            $english = $calls | Where-Object Language -EQ en | Select-Object -First 2
            $notes = Get-VFVoiceNote -Status transcribed | Where-Object Id -In $english.VoiceNoteId
            foreach ($run in 1, 2) {
                $notes | Export-VFTranscription "$folder$Path" @Option -SkipExisting -ErrorVariable failed -ErrorAction SilentlyContinue
                $failed.FullyQualifiedErrorId | Should -BeLike 'DuplicateFileName,*'
                $failed.TargetObject | Should -Be $notes[1].Id
            }
        }

        It 'reports notes that are still processing, and does not fail' {
            $ids = @(Invoke-Control $sandbox Post notes @{ count = 2; status = 'processing' } | ForEach-Object { $_ })
            $note = Get-VFVoiceNote $ids[0]
            $note, $ids[1], $calls[0].VoiceNoteId |
                Export-VFTranscription $folder -ErrorVariable failed -WarningVariable warned -WarningAction SilentlyContinue
            $failed | Should -BeNullOrEmpty
            "$warned" | Should -BeLike "Still processing and not exported: 2 voice notes ($($ids[0]), $($ids[1])).*-Wait*"
            (Get-ChildItem $folder).BaseName | Should -Be $calls[0].VoiceNoteId
            $note | Export-VFTranscription $folder -Wait -TimeoutSec 0 -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.FullyQualifiedErrorId | Should -BeLike 'VoiceNoteStillProcessing,*'
            $ids | ForEach-Object { $null = Invoke-Control $sandbox Patch "notes/$_" @{ status = 'transcribed' } }
            $note, $ids[1] | Export-VFTranscription $folder -Wait -PollIntervalSec 0.1
            (Get-ChildItem $folder).Count | Should -Be 3
        }

        It 'writes an error for an input that is not a voice note, and continues' {
            $files = 'no-such-note', (Get-Date), $calls[0].VoiceNoteId |
                Export-VFTranscription $folder -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
            $files.BaseName | Should -Be $calls[0].VoiceNoteId
            ($failed.FullyQualifiedErrorId | Sort-Object) -replace ',.*' | Should -Be 'InvalidVoiceNote', 'VoiceNoteNotFound'
        }
    }

    Context 'One file' {
        It 'writes all transcriptions into <_>' -ForEach 'all.txt', 'all.md', 'all.csv', 'all.jsonl' {
            $file = $calls[0..2] | Export-VFTranscription (Join-Path $folder $_) -PassThru
            @($file).Count | Should -Be 1
            $content = Get-Content $file -Raw
            foreach ($call in $calls[0..2]) { $content | Should -BeLike "*$([wildcardpattern]::Escape($call.Text.Substring(0, 8)))*" }
            (Get-ChildItem $folder -Force).Name | Should -Be $_
        }

        It 'separates transcriptions in a text file' {
            $calls[0, 1] | Export-VFTranscription "$folder/all.txt"
            Get-Content "$folder/all.txt" -Raw | Should -BeExactly "$($calls[0].Text)`n`n---`n`n$($calls[1].Text)`n"
        }

        It 'writes JSON Lines that ConvertFrom-Json reads line by line' {
            $calls[0..2] | Export-VFTranscription "$folder/all.jsonl"
            Get-Content "$folder/all.jsonl" | ForEach-Object { ($_ | ConvertFrom-Json).voicenote_id } | Should -Be $calls[0..2].VoiceNoteId
        }

        It 'describes the voice note in Markdown' {
            $note = Get-VFVoiceNote $timed[0].VoiceNoteId
            $note | Export-VFTranscription "$folder/a.md" -MarkConfidenceBelow 1
            $content = Get-Content "$folder/a.md" -Raw
            $content | Should -BeLike "# *$($note.Id)*- User: *- Date: * UTC*- Length: *``*``*0:0*``*``* *(?)*"
        }

        It 'rejects a second transcription in <_>' -ForEach 'a.json', 'a.srt', 'a.vtt' {
            $timed[0, 1] | Export-VFTranscription "$folder/$_" -Force -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.FullyQualifiedErrorId | Should -BeLike 'DuplicateFileName,*'
        }

        It 'requires a folder for several formats and for -SkipExisting' {
            { $calls[0] | Export-VFTranscription "$folder/a.txt" -Format Text, Json } | Should -Throw -ErrorId 'FolderRequired,*'
            { $calls[0] | Export-VFTranscription "$folder/a.csv" -SkipExisting } | Should -Throw -ErrorId 'FolderRequired,*'
            { $calls[0] | Export-VFTranscription "$folder/a.vtt" -Format Text -SkipExisting } | Should -Throw -ErrorId 'FolderRequired,*'
        }
    }

    Context 'Errors' {
        It 'writes an error for captions of a long text without word times, and continues' {
            $files = $untimed[0], $timed[0] |
                Export-VFTranscription $folder -Format Srt -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
            $files.BaseName | Should -Be $timed[0].VoiceNoteId
            $failed[0].FullyQualifiedErrorId | Should -Be 'NoWordTimes,VocaFuse.PowerShell.ExportVFTranscriptionCommand'
            $failed[0].CategoryInfo.Category | Should -Be 'InvalidData'
            $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Format Text*'
            (Get-ChildItem $folder -Force).Name | Should -Be $files.Name
        }

        It 'writes a short text without word times as one caption only with -SingleCaption' {
            New-Transcription vn_1 'Please call me back.' |
                Export-VFTranscription "$folder/a.srt" -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'NoWordTimes,*'
            "$folder/a.srt" | Should -Not -Exist
            New-Transcription vn_1 'Please call me back.' | Export-VFTranscription "$folder/a.srt" -SingleCaption
            Get-Content "$folder/a.srt" -Raw | Should -BeExactly "1`n00:00:00,000 --> 00:00:01,333`nPlease call me back.`n"
        }

        It 'writes a warning instead of an empty SubRip file' {
            New-Transcription vn_1 '' |
                Export-VFTranscription $folder -Format Srt -PassThru -WarningVariable warned -WarningAction SilentlyContinue |
                Should -BeNullOrEmpty
            $warned | Should -BeLike "*'vn_1' has an empty transcription*"
            Get-ChildItem $folder -Force | Should -BeNullOrEmpty
            $null = New-Item "$folder/vn_1.srt" -Value 'captions of another text'
            New-Transcription vn_1 '' | Export-VFTranscription $folder -Format Srt -ErrorAction SilentlyContinue
            "$folder/vn_1.srt" | Should -Exist
            New-Transcription vn_1 '' |
                Export-VFTranscription $folder -Format Srt -Force -PassThru -WarningVariable warned -WarningAction SilentlyContinue |
                Should -BeNullOrEmpty
            "$warned" | Should -BeLike '*No SubRip file was written, and the old one was removed: *vn_1.srt*'
            Get-ChildItem $folder -Force | Should -BeNullOrEmpty
            New-Transcription vn_1 '' | Export-VFTranscription $folder -Format Vtt
            Get-Content "$folder/vn_1.vtt" -Raw | Should -BeExactly "WEBVTT`n"
        }

        It 'names the path that it cannot write to' {
            $null = New-Item "$folder/file" -Force
            $calls[0] | Export-VFTranscription "$folder/file/" -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'FileNotWritten,*'
            $failed[0].CategoryInfo.Category | Should -Be 'WriteError'
            $failed[0].Exception.Message | Should -BeLike "*$folder*"
            $timed[0] | Export-VFTranscription "$folder/nul`0.vtt" -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'FileNotWritten,*'
            { $calls[0] | Export-VFTranscription "$folder/file/a.txt" } | Should -Throw -ErrorId 'FileNotWritten,*'
        }

        It 'leaves no temporary file if a folder has the name of the file' {
            $null = New-Item "$folder/$($calls[0].VoiceNoteId).txt" -ItemType Directory -Force
            $calls[0, 1] | Export-VFTranscription $folder -Force -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.FullyQualifiedErrorId | Should -BeLike 'FileNotWritten,*'
            (Get-ChildItem $folder -Force).Name | Should -Be ($calls[0, 1] | ForEach-Object { "$($_.VoiceNoteId).txt" } | Sort-Object)
        }

        It 'leaves no incomplete table if the pipeline fails' {
            {
                $calls | ForEach-Object { $_; if ($_ -eq $calls[3]) { throw 'failure' } } |
                    Export-VFTranscription "$folder/a.csv"
            } | Should -Throw 'failure'
            Get-ChildItem $folder -Force | Should -BeNullOrEmpty
        }

        It 'leaves no incomplete table if the command is stopped' {
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
        It 'writes no file and creates no folder for the path "<_>"' -ForEach @('', 'a.csv', 'a.txt') {
            $calls[0, 1] | Export-VFTranscription (Join-Path $folder $_) -WhatIf -PassThru | Should -BeNullOrEmpty
            $folder | Should -Not -Exist
        }
    }
}
