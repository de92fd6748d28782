BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')

    function New-Call {
        param([string] $Id = 'vn_1')
        $words = 'thank', 'you', 'for', 'calling', 'us'
        [VocaFuse.Transcription]::Create($Id, 'Thank you for calling us.', [VocaFuse.TranscriptionWord[]](0..4 | ForEach-Object {
                    [VocaFuse.TranscriptionWord]::Create(
                        $words[$_], [timespan]::FromSeconds($_ * 0.5), [timespan]::FromSeconds(($_ + 1) * 0.5))
                }))
    }
}

Describe 'ConvertTo-VFCaption' {
    It 'returns WebVTT by default' {
        New-Call | ConvertTo-VFCaption | Should -BeExactly "WEBVTT`n`n00:00:00.000 --> 00:00:02.500`nThank you for calling us."
    }

    It 'returns SubRip' {
        New-Call | ConvertTo-VFCaption -Format Srt | Should -BeExactly "1`n00:00:00,000 --> 00:00:02,500`nThank you for calling us."
    }

    It 'returns one text for each transcription' {
        $captions = (New-Call vn_1), (New-Call vn_2) | ConvertTo-VFCaption
        $captions.Count | Should -Be 2
        $captions | Should -BeOfType string
    }

    It 'returns the text that Export-VFTranscription writes: <_>' -ForEach 'Srt', 'Vtt' {
        New-Call | ConvertTo-VFCaption -Format $_ | Set-Content "$TestDrive/a"
        New-Call | Export-VFTranscription "$TestDrive/b.$_" -Force
        (Get-Content "$TestDrive/a" -Raw).ReplaceLineEndings("`n") | Should -BeExactly (Get-Content "$TestDrive/b.$_" -Raw)
    }

    It 'accepts exported JSON and hashtables' {
        $expected = New-Call | ConvertTo-VFCaption
        New-Call | Export-VFTranscription "$TestDrive/a.json" -Force
        Get-Content "$TestDrive/a.json" | ConvertFrom-Json | ConvertTo-VFCaption | Should -BeExactly $expected
        Get-Content "$TestDrive/a.json" | ConvertFrom-Json -AsHashtable | ConvertTo-VFCaption | Should -BeExactly $expected
    }

    It 'limits line length, line count and duration' {
        New-Call | ConvertTo-VFCaption -MaximumLineLength 14 | Should -BeLike "*`nThank you for`ncalling us."
        New-Call | ConvertTo-VFCaption -MaximumLineLength 14 -MaximumLineCount 1 | Should -BeLike "*`nThank you for`n`n*`ncalling us."
        New-Call | ConvertTo-VFCaption -MaximumDuration 1.5 | Should -BeLike "*00:00:01.500`nThank you for`n`n*`ncalling us."
        { New-Call | ConvertTo-VFCaption -MaximumLineLength 1000 } | Should -Throw '*MaximumLineLength*'
        { New-Call | ConvertTo-VFCaption -MaximumLineCount 11 } | Should -Throw '*MaximumLineCount*'
        { New-Call | ConvertTo-VFCaption -MaximumDuration 0.5 } | Should -Throw '*MaximumDuration*'
        { New-Call | ConvertTo-VFCaption -Format Text } | Should -Throw '*Format*'
    }

    It 'writes an error if the words have no times, and continues' {
        $untimed = [VocaFuse.Transcription]::Create('vn_2', 'Hello.')
        $captions = $untimed, (New-Call) | ConvertTo-VFCaption -ErrorVariable failed -ErrorAction SilentlyContinue
        @($captions).Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'NoWordTimes,VocaFuse.PowerShell.ConvertToVFCaptionCommand'
        $failed[0].TargetObject | Should -Be $untimed
        $untimed | ConvertTo-VFCaption -SingleCaption | Should -BeLike "*00:00:00.000 --> 00:00:01.000`nHello."
    }

    It 'recommends a depth that keeps the times in JSON of several transcriptions' {
        $calls = (New-Call), (New-Call)
        $calls | ConvertTo-Json -Depth 2 -WarningAction Ignore | ConvertFrom-Json |
            ConvertTo-VFCaption -ErrorVariable failed -ErrorAction SilentlyContinue
        $depth = [regex]::Match($failed[0].ErrorDetails.RecommendedAction, '-Depth (\d+)').Groups[1].Value
        $calls | ConvertTo-Json -Depth $depth -WarningAction Ignore | ConvertFrom-Json | ConvertTo-VFCaption |
            Should -Be ($calls | ConvertTo-VFCaption)
    }

    It 'rejects input that is not a transcription' {
        { Get-Date | ConvertTo-VFCaption -ErrorAction Stop } | Should -Throw '*Expected a transcription, got System.DateTime*'
        { ConvertTo-VFCaption $null } | Should -Throw '*Expected a transcription, got null*'
        { ConvertTo-VFCaption @($null) } | Should -Throw '*Expected a transcription, got null*'
        { '{"voicenote_id":"a","text":["Hello"]}' | ConvertFrom-Json | ConvertTo-VFCaption -ErrorAction Stop } |
            Should -Throw '*Expected a transcription*'
    }

    It 'warns of an empty transcription, which has no SubRip captions' -ForEach '', ' ', '...' {
        $empty = [VocaFuse.Transcription]::Create('vn_2', $_)
        $captions = $empty, (New-Call) | ConvertTo-VFCaption -Format Srt -WarningVariable warned -WarningAction SilentlyContinue
        @($captions).Count | Should -Be 1
        "$warned" | Should -Be "Voice note 'vn_2' has an empty transcription. It has no captions."
        $empty | ConvertTo-VFCaption | Should -BeExactly 'WEBVTT'
    }

    It 'ignores <Name> in the list of words' -ForEach @(
        @{ Name = 'an object'; Word = '{"a":1}' }
        @{ Name = 'an array'; Word = '["a"]' }
        @{ Name = 'what is left of an object'; Word = '"@{a=1}"' }
        @{ Name = 'null'; Word = 'null' }
    ) {
        $words = '{"word":WORD,"start_time":0,"end_time":1},{"word":"hello","start_time":1,"end_time":2}' -creplace 'WORD', $Word
        $json = '{"voicenote_id":"a","text":"Hello","words":[' + $words + ']}'
        $json | ConvertFrom-Json | ConvertTo-VFCaption | Should -BeLike "*--> 00:00:02.000`nHello"
        $json | ConvertFrom-Json -AsHashtable | ConvertTo-VFCaption | Should -BeLike "*--> 00:00:02.000`nHello"
    }

    It 'ignores the entry <_> in the list of words' -ForEach 'null', '["a",0,1]', '[]', '"@{word=a; start_time=0}"', '{"word":[]}' {
        "{`"voicenote_id`":`"a`",`"text`":`"Hello`",`"words`":[$_,{`"word`":`"hello`",`"start_time`":1,`"end_time`":2}]}" |
            ConvertFrom-Json | ConvertTo-VFCaption | Should -BeLike "*00:00:01.000 --> 00:00:02.000`nHello"
    }

    It 'keeps a text that looks like an object' {
        @{ voicenote_id = 'a'; text = '@{hello}' } | ConvertTo-VFCaption -SingleCaption | Should -BeLike '*@{hello}'
    }

    It 'reads the times <Start> and <End> as text' -ForEach @(
        @{ Start = '0,5'; End = '2,25'; Shown = '00:00:00.500 --> 00:00:02.250' }
        @{ Start = '0:02'; End = '0:04'; Shown = '00:00:02.000 --> 00:00:04.000' }
        @{ Start = '1:02,5'; End = '00:01:04.5'; Shown = '00:01:02.500 --> 00:01:04.500' }
        @{ Start = '1,234.5'; End = '2'; Shown = $null }
    ) {
        $captions = @{ voicenote_id = 'a'; text = 'Hello'; words = @(@{ word = 'hello'; start_time = $Start; end_time = $End }) } |
            ConvertTo-VFCaption -ErrorAction SilentlyContinue
        $captions | Should -BeExactly ($Shown ? "WEBVTT`n`n$Shown`nHello" : $null)
    }

    It 'reads the note ID of both families of names' {
        foreach ($name in 'voicenote_id', 'recording_id', 'VoiceNoteId') {
            @{ $name = 'a'; text = 'Hello'; words = @(@{ word = 'hello'; start_time = 0; end_time = 2 }) } | ConvertTo-VFCaption |
                Should -BeLike '*Hello'
        }
    }

    It 'completes the formats' {
        (TabExpansion2 'ConvertTo-VFCaption -Format ').CompletionMatches.CompletionText | Should -Be 'Srt', 'Vtt'
    }
}
