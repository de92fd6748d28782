BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-ConnectedSandbox '--notes' 40 '--seed' 3
    $notes = @(Get-VFVoiceNote -Status transcribed)
    # A phrase of two words in one of the notes.
    $sample = $notes | Select-Object -First 1 | Get-VFTranscription
    $phrase = $sample.Words[2, 3].Word -replace '[^\p{L}\p{N}]' -join ' '

    function New-Transcription {
        param($Text, $Id = 'vn_1')
        $i = 0
        [pscustomobject]@{
            VoiceNoteId = $Id; Text = $Text
            Words = @($Text -split ' ' | ForEach-Object {
                    [pscustomobject]@{
                        Word = $_
                        StartTime = [timespan]::FromSeconds($i)
                        EndTime = [timespan]::FromSeconds(++$i)
                        Confidence = 0.5
                    }
                })
        }
    }
}

AfterAll { Stop-ConnectedSandbox $sandbox }

Describe 'Search-VFTranscription' {
    BeforeEach { Clear-RequestLog $sandbox }

    It 'finds a phrase in the transcriptions of voice notes, with its time and user' {
        $found = @($notes | Search-VFTranscription $phrase)
        $match = $found | Where-Object VoiceNoteId -EQ $sample.VoiceNoteId | Select-Object -First 1
        $match | Should -BeOfType VocaFuse.TranscriptionMatch
        $match.Start | Should -Be $sample.Words[2].StartTime
        $match.EndSeconds | Should -Be $sample.Words[3].EndSeconds
        $match.UserId | Should -Be $notes[0].UserId
        $match.VoiceNote.Id | Should -Be $sample.VoiceNoteId
        $match.Words.Word | Should -Be $sample.Words[2, 3].Word
        $match.Confidence | Should -Be ($sample.Words[2, 3].Confidence | Measure-Object -Minimum).Minimum
        @(Get-RequestLog $sandbox).Count | Should -Be $notes.Count
    }

    It 'accepts IDs, transcriptions, copies of them and events: <Case>' -ForEach @(
        @{ Case = 'an id'; Make = { $sample.VoiceNoteId } }
        @{ Case = 'a transcription'; Make = { $sample } }
        @{ Case = 'a copy from a job'; Make = { Get-Deserialized $sample } }
        @{ Case = 'what ConvertFrom-Json makes'; Make = { $sample | ConvertTo-Json -Depth 5 | ConvertFrom-Json } }
        @{ Case = 'a row'; Make = { [pscustomobject]@{ VoiceNoteId = $sample.VoiceNoteId } } }
    ) {
        $match = & $Make | Search-VFTranscription $phrase -List
        $match.VoiceNoteId | Should -Be $sample.VoiceNoteId
        $match.StartSeconds | Should -Be $sample.Words[2].StartSeconds
    }

    It 'gets the voice notes of IDs with -IncludeVoiceNote' {
        ($sample.VoiceNoteId | Search-VFTranscription $phrase -List).UserId | Should -BeNullOrEmpty
        ($sample.VoiceNoteId | Search-VFTranscription $phrase -List -IncludeVoiceNote).UserId | Should -Be $notes[0].UserId
    }

    It 'searches exported files: <Format>' -ForEach @(
        @{ Format = 'Json'; File = '{0}.json' }
        @{ Format = 'JsonLines'; File = 'all.jsonl' }
    ) {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive "files $Format")
        $some = $notes[0..4] | Get-VFTranscription
        if ($Format -eq 'Json') { $some | Export-VFTranscription $folder -Format Json }
        else { $some | Export-VFTranscription (Join-Path $folder all.jsonl) }
        Clear-RequestLog $sandbox
        $expected = @($some | Search-VFTranscription $phrase).ForEach{ "$($_.VoiceNoteId) $($_.StartSeconds) $($_.UserId)" } | Sort-Object
        $expected | Should -Not -BeNullOrEmpty
        @(Search-VFTranscription $phrase -Path "$folder/*.json*").ForEach{ "$($_.VoiceNoteId) $($_.StartSeconds) $($_.UserId)" } |
            Sort-Object | Should -Be $expected
        @(Get-ChildItem $folder | Search-VFTranscription $phrase).ForEach{ "$($_.VoiceNoteId) $($_.StartSeconds) $($_.UserId)" } |
            Sort-Object | Should -Be $expected
        @(Search-VFTranscription $phrase -LiteralPath (Get-ChildItem $folder).FullName).Count | Should -Be $expected.Count
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
    }

    It 'counts context in words: <Context>' -ForEach @(
        @{ Context = 0; Text = 'three' }
        @{ Context = 1; Text = 'two three four' }
        @{ Context = 0, 2; Text = 'three four five' }
        @{ Context = 100; Text = 'one two three four five' }
    ) {
        "$(New-Transcription 'one two three four five' | Search-VFTranscription three -Context $Context)" | Should -Be $Text
    }

    It 'returns <Expected> with <Option>' -ForEach @(
        @{ Option = @{}; Expected = 'go' }
        @{ Option = @{ AllMatches = $true }; Expected = 'go', 'go', 'Go' }
        @{ Option = @{ AllMatches = $true; CaseSensitive = $true }; Expected = 'go', 'go' }
        @{ Option = @{ List = $true; Context = 0 }; Expected = 'go' }
        @{ Option = @{ Context = 0 }; Expected = 'go', 'go', 'Go' }
    ) {
        (New-Transcription 'go home, go home. Go' | Search-VFTranscription go @Option).Match | Should -BeExactly $Expected
    }

    It 'returns the transcriptions without a match with -NotMatch' {
        $found = (New-Transcription 'a refund' vn_1), (New-Transcription 'nothing' vn_2) | Search-VFTranscription refund, money -NotMatch
        $found.VoiceNoteId | Should -Be 'vn_2'
        $found.Match | Should -BeNullOrEmpty
    }

    It 'does not interpret the pattern with -SimpleMatch' {
        (New-Transcription 'Pay $20 (now)' | Search-VFTranscription '$20 (now' -SimpleMatch).Match | Should -Be '$20 (now'
        New-Transcription 'Pay 20' | Search-VFTranscription '2.' -SimpleMatch | Should -BeNullOrEmpty
    }

    It 'writes a warning for notes that are still processing, and continues' {
        $open = @(Get-VFVoiceNote -Status processing -First 1)
        $found = $open[0].Id, $sample.VoiceNoteId | Search-VFTranscription $phrase -WarningVariable warned -WarningAction SilentlyContinue
        $found.VoiceNoteId | Should -Contain $sample.VoiceNoteId
        "$warned" | Should -BeLike "Still processing and not searched: 1 voice notes ($($open[0].Id))*"
    }

    It 'writes an error for <Case>' -ForEach @(
        @{ Case = 'an invalid pattern'; Script = { 'x' | Search-VFTranscription '(' }; Id = 'InvalidPattern' }
        @{
            Case = 'an endless pattern'
            Script = { New-Transcription ('a' * 60 + 'b') | Search-VFTranscription '(a+)+$' -ErrorAction Stop }
            Id = 'PatternTooSlow'
        }
        @{
            Case = 'a file that does not exist'
            Script = { Search-VFTranscription x -LiteralPath nowhere.json -ErrorAction Stop }
            Id = 'FileNotFound'
        }
        @{
            Case = 'a file that is no transcription'
            Script = { Search-VFTranscription x -LiteralPath $PSCommandPath -ErrorAction Stop }
            Id = 'TranscriptionUnreadable'
        }
        @{
            Case = 'a note that does not exist'
            Script = { 'vn_none' | Search-VFTranscription x -ErrorAction Stop }
            Id = 'VoiceNoteNotFound'
        }
        @{
            Case = 'an object that is no voice note'
            Script = { Get-Item . | Search-VFTranscription x -ErrorAction Stop }
            Id = 'InvalidVoiceNote'
        }
    ) {
        $Script | Should -Throw -ErrorId "$Id,VocaFuse.PowerShell.SearchVFTranscriptionCommand"
    }

    It 'writes an error for a folder' {
        { Search-VFTranscription x -LiteralPath $PSScriptRoot -ErrorAction Stop } | Should -Throw '*it is a folder.'
    }

    It 'underlines the match if the output has styles' {
        $match = New-Transcription 'one two three' | Search-VFTranscription two
        $former = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            ($match | Out-String -Width 120).Contains("one $($PSStyle.Underline)two$($PSStyle.Reset) three") | Should -BeTrue
            $PSStyle.OutputRendering = 'PlainText'
            $match | Out-String -Width 120 | Should -BeLike '*one two three*'
        }
        finally { $PSStyle.OutputRendering = $former }
    }
}
