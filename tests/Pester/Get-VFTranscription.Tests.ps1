Describe 'Get-VFTranscription, <Envelope> envelope' -ForEach @(@{ Envelope = 'bare' }, @{ Envelope = 'data' }) {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 40 --seed 3 --envelope $Envelope
        $transcribed = @(Invoke-Control $sandbox Get 'notes?status=transcribed' | ForEach-Object { $_ })
        $processing = @(Invoke-Control $sandbox Get 'notes?status=processing' | ForEach-Object { $_ })
        $headers = @{ 'X-VocaFuse-API-Key' = $sandbox.apiKey; 'X-VocaFuse-API-Secret' = $sandbox.apiSecret }
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    It 'returns the transcription of each note in input order' {
        $got = Get-VFVoiceNote -Status transcribed | Get-VFTranscription
        $got.VoiceNoteId | Should -Be $transcribed
        foreach ($transcription in $got[0..4]) {
            $wire = Invoke-RestMethod "$($sandbox.baseUri)/${noteName}s/$($transcription.VoiceNoteId)/transcription" -Headers $headers
            if ($wire.PSObject.Properties['data']) { $wire = $wire.data }
            $transcription.Text | Should -Be $wire.text
            $transcription.Id | Should -Be $wire.id
            $transcription.Language | Should -Be $wire.language
            $transcription.Confidence | Should -Be $wire.confidence
            $transcription.Words.Count | Should -Be @($wire.words | Where-Object { $_ }).Count
        }
    }

    It 'returns words with their times' {
        $words = (Get-VFTranscription $transcribed | Where-Object { $_.Words.Count } | Select-Object -First 1).Words
        $words[0].Word | Should -Not -BeNullOrEmpty
        $words[0].StartTime | Should -BeOfType timespan
        $words[0].EndTime | Should -BeGreaterThan $words[0].StartTime
    }

    It 'converts to its text, so that Select-String searches it' {
        $first = Get-VFTranscription $transcribed[0]
        $found = Get-VFVoiceNote -Status transcribed | Get-VFTranscription | Select-String -SimpleMatch $first.Text.Substring(0, 12)
        $found.Line | Should -Contain $first.Text
    }

    It 'uses the voice note ID of a piped transcription, not the transcription ID' {
        $first = Get-VFTranscription $transcribed[0]
        $first.Id | Should -Not -Be $first.VoiceNoteId
        ($first | Get-VFTranscription).VoiceNoteId | Should -Be $first.VoiceNoteId
        ($first | Get-VFVoiceNote).Id | Should -Be $first.VoiceNoteId
    }

    It 'writes an error for a note that is not ready or missing, and continues' {
        $got = $transcribed[0], $processing[0], 'gone', $transcribed[1] |
            Get-VFTranscription -ErrorAction SilentlyContinue -ErrorVariable failures
        $got.VoiceNoteId | Should -Be $transcribed[0..1]
        $failures.TargetObject | Should -Be $processing[0], 'gone'
        $failures.FullyQualifiedErrorId | Should -Be (@('TranscriptionNotFound,VocaFuse.PowerShell.GetVFTranscriptionCommand') * 2)
        "$($failures[0])" | Should -BeLike "*$($processing[0])*"
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike "*Get-VFVoiceNote $($processing[0])*-Wait*"
    }
}

Describe 'The parameters of a wait' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 4 --seed 3
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    It 'imply -Wait, and do not prompt for it: <_>' -ForEach 'TimeoutSec', 'PollIntervalSec' {
        $id = @(Invoke-Control $sandbox Post notes @{ count = 1; status = 'processing' } | ForEach-Object { $_ })[0]
        $argument = @{ TimeoutSec = 0 } + ($_ -eq 'TimeoutSec' ? @{} : @{ $_ = 1 })
        Get-VFTranscription $id @argument -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'VoiceNoteStillProcessing,*'
        $id | Export-VFTranscription (Join-Path $TestDrive out) @argument -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'VoiceNoteStillProcessing,*'
        Get-VFTranscription $id @argument -Wait:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'TranscriptionNotFound,*'
    }
}

Describe 'The voice note of a transcription' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 30 --seed 3
        $notes = @(Get-VFVoiceNote -Status transcribed -First 6)
        $ids = $notes.Id

        function New-Event {
            param($Note)
            $voiceNote = @{ id = $Note.Id; identity = $Note.UserId; created_at = 1703001600; transcription = @{ text = 'Hi.' } }
            $body = @{ event = 'voicenote.transcribed'; voicenote = $voiceNote } | ConvertTo-Json -Depth 4
            ConvertFrom-VFWebhook $body -Header (New-VFWebhookSignature $body -Secret x_secret -AsHeader) -Secret x_secret
        }
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Clear-RequestLog $sandbox }

    It 'is the one that was passed: <Case>' -ForEach @(
        @{ Case = 'piped'; Get = { $notes | Get-VFTranscription } }
        @{ Case = 'as an argument'; Get = { Get-VFTranscription $notes } }
        @{
            Case = 'after Wait-VFVoiceNote'
            Get  = { $ids | Wait-VFVoiceNote | Sort-Object { [array]::IndexOf($ids, $_.Id) } | Get-VFTranscription }
        }
        @{ Case = 'with -Wait'; Get = { $ids | Get-VFTranscription -Wait } }
        @{ Case = 'deserialized'; Get = { $notes | ForEach-Object { Get-Deserialized $_ } | Get-VFTranscription } }
        @{ Case = 'a row of JSON'; Get = { $notes | ConvertTo-Json | ConvertFrom-Json | Get-VFTranscription } }
        @{ Case = 'with -IncludeVoiceNote'; Get = { $ids | Get-VFTranscription -IncludeVoiceNote } }
        @{ Case = 'from a transcription'; Get = { $notes | Get-VFTranscription | Get-VFTranscription } }
    ) {
        $got = @(& $Get)
        $got.VoiceNoteId | Should -Be $ids
        $got.VoiceNote.Id | Should -Be $ids
        $got.UserId | Should -Be $notes.UserId
        $got.OriginalFilename | Should -Be $notes.OriginalFilename
        $got.RecordedAt | Should -Be $notes.CreatedAt
        $got.VoiceNote.Status | Should -Be $notes.Status
        $got.VoiceNote.DurationSeconds | Should -Be $notes.DurationSeconds
        $got.VoiceNote.CustomTags.department | Should -Be $notes.CustomTags.department
    }

    It 'is requested only with -IncludeVoiceNote, and only if an ID was passed' {
        $null = $notes | Get-VFTranscription -IncludeVoiceNote
        (Get-RequestLog $sandbox).Count | Should -Be 6
        $null = $ids | Get-VFTranscription -IncludeVoiceNote
        (Get-RequestLog $sandbox).Count | Should -Be 18
    }

    It 'is unknown if only an ID was passed' {
        $got = Get-VFTranscription $ids[0]
        $got.VoiceNote | Should -BeNullOrEmpty
        $got.UserId, $got.OriginalFilename, $got.RecordedAt | Should -Be $null, $null, $null
    }

    It 'has the properties of a webhook event, and all of them with -IncludeVoiceNote' {
        $received = New-Event $notes[0]
        $received.Transcription.UserId | Should -Be $notes[0].UserId
        $got = $received | Get-VFTranscription
        $got.UserId, $got.OriginalFilename | Should -Be $notes[0].UserId, $null
        $got.RecordedAt | Should -Be ([datetimeoffset]::FromUnixTimeSeconds(1703001600).LocalDateTime)
        ($received | Get-VFTranscription -IncludeVoiceNote).OriginalFilename | Should -Be $notes[0].OriginalFilename
    }

    It 'can be used to filter, sort and select' {
        $user = $notes[0].UserId
        @($notes | Get-VFTranscription | Where-Object UserId -EQ $user).VoiceNoteId |
            Should -Be @($notes | Where-Object UserId -EQ $user).Id
        @($notes | Get-VFTranscription | Sort-Object RecordedAt)[0].VoiceNoteId | Should -Be $ids[-1]
        ($notes[0] | Get-VFTranscription | Format-List | Out-String) | Should -Match "UserId +: $user"
    }

    It 'is kept in a transcription <Case>' -ForEach @(
        @{ Case = 'that was deserialized'; Take = { Get-Deserialized $args[0] } }
        @{ Case = 'from a job'; Take = {
                Start-Job {
                    param($Sandbox, $Id)
                    Import-Module VocaFuse
                    $secret = ConvertTo-SecureString $Sandbox.apiSecret -AsPlainText -Force
                    Connect-VFAccount -ApiKey $Sandbox.apiKey -ApiSecret $secret -BaseUri $Sandbox.baseUri
                    Get-VFVoiceNote $Id | Get-VFTranscription
                } -ArgumentList $sandbox, $ids[0] | Receive-Job -Wait -AutoRemoveJob
            }
        }
        @{ Case = 'from JSON'; Take = { $args[0] | ConvertTo-Json -Depth 5 | ConvertFrom-Json } }
        @{ Case = 'from JSON of depth 1'; Take = { $args[0] | ConvertTo-Json -Depth 1 -WarningAction Ignore | ConvertFrom-Json } }
        @{
            Case = 'from exported JSON'
            Take = {
                $file = Join-Path $TestDrive one.json
                $args[0] | Export-VFTranscription $file -Force
                Get-Content $file | ConvertFrom-Json
            }
        }
    ) {
        $copy = & $Take ($notes[0] | Get-VFTranscription)
        Clear-RequestLog $sandbox
        $pattern = '{UserId} {OriginalFilename} {RecordedAt:yyyy-MM-dd}'
        $file = $copy | Export-VFTranscription (Join-Path $TestDrive copies) -FileName $pattern -PassThru -Force
        $day = $notes[0].CreatedAt.ToUniversalTime().ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
        $file.BaseName | Should -Be "$($notes[0].UserId) $([System.IO.Path]::GetFileNameWithoutExtension($notes[0].OriginalFilename)) $day"
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
    }

    It 'has no reference back to the transcription' {
        $json = $notes[0] | Get-VFTranscription | ConvertTo-Json -Depth 50
        ([regex]::Matches($json, '"VoiceNote"')).Count | Should -Be 1
    }
}
