Describe 'Get-VFTranscription, <Envelope> envelope' -ForEach @(@{ Envelope = 'bare' }, @{ Envelope = 'data' }) {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-VFSandbox --notes 40 --seed 3 --envelope $Envelope
        $null = Connect-Sandbox $sandbox
        $transcribed = @(Invoke-Control $sandbox Get 'notes?status=transcribed' | ForEach-Object { $_ })
        $processing = @(Invoke-Control $sandbox Get 'notes?status=processing' | ForEach-Object { $_ })
        $headers = @{ 'X-VocaFuse-API-Key' = $sandbox.apiKey; 'X-VocaFuse-API-Secret' = $sandbox.apiSecret }
    }

    AfterAll {
        Disconnect-VFAccount
        Stop-VFSandbox $sandbox
    }

    It 'runs the pipeline of the demo: each transcribed note''s own text, in order' {
        $got = Get-VFVoiceNote -Status transcribed | Get-VFTranscription
        $got.VoiceNoteId | Should -Be $transcribed
        foreach ($transcription in $got[0..4]) {
            $wire = Invoke-RestMethod "$($sandbox.baseUri)/voicenotes/$($transcription.VoiceNoteId)/transcription" -Headers $headers
            if ($wire.PSObject.Properties['data']) { $wire = $wire.data }
            $transcription.Text | Should -Be $wire.text
            $transcription.Id | Should -Be $wire.id
            $transcription.Language | Should -Be $wire.language
            $transcription.Confidence | Should -Be $wire.confidence
            $transcription.Words.Count | Should -Be @($wire.words | Where-Object { $_ }).Count
        }
    }

    It 'gives words with their times' {
        $words = (Get-VFTranscription $transcribed | Where-Object { $_.Words.Count } | Select-Object -First 1).Words
        $words[0].Word | Should -Not -BeNullOrEmpty
        $words[0].StartTime | Should -BeOfType timespan
        $words[0].EndTime | Should -BeGreaterThan $words[0].StartTime
    }

    It 'is its text, so that Select-String finds what was said' {
        $first = Get-VFTranscription $transcribed[0]
        $found = Get-VFVoiceNote -Status transcribed | Get-VFTranscription | Select-String -SimpleMatch $first.Text.Substring(0, 12)
        $found.Line | Should -Contain $first.Text
    }

    It 'binds the note''s id of a transcription, not the transcription''s own' {
        $first = Get-VFTranscription $transcribed[0]
        $first.Id | Should -Not -Be $first.VoiceNoteId
        ($first | Get-VFTranscription).VoiceNoteId | Should -Be $first.VoiceNoteId
        ($first | Get-VFVoiceNote).Id | Should -Be $first.VoiceNoteId
    }

    It 'reports what is not ready or gone in its place, and goes on' {
        $got = $transcribed[0], $processing[0], 'gone', $transcribed[1] | Get-VFTranscription -ErrorAction SilentlyContinue -ErrorVariable failures
        $got.VoiceNoteId | Should -Be $transcribed[0..1]
        $failures.TargetObject | Should -Be $processing[0], 'gone'
        $failures.FullyQualifiedErrorId | Should -Be (@('TranscriptionNotFound,VocaFuse.PowerShell.GetVFTranscriptionCommand') * 2)
        "$($failures[0])" | Should -BeLike "*$($processing[0])*"
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike "*Get-VFVoiceNote $($processing[0])*-Wait*"
    }
}
