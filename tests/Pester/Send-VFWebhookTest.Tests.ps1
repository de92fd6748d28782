BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    . (Join-Path $PSScriptRoot 'webhooks.ps1')
}

Describe 'Send-VFWebhookTest' {
    BeforeEach { $port = Get-FreePort }

    It 'sends every kind of event in a form that Receive-VFWebhook accepts' {
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port /hook -MaximumCount 6 }
        $names = 'voicenote.transcribed', 'voicenote.failed', 'voicenote.completed',
            'recording.transcribed', 'recording.failed', 'recording.completed'
        $results = $names | ForEach-Object { Send-VFWebhookTest "http://127.0.0.1:$port/hook" $_ -Secret $webhookSecret }
        Complete-Receiver $receiver
        $receiver.Output.Event | Should -Be $names
        $receiver.Output.Kind | Should -Be Transcribed, Failed, Transcribed, Transcribed, Failed, Transcribed
        $receiver.Output.DeliveryId | Should -Be $results.DeliveryId
        $receiver.Output.VoiceNoteId | Should -Be $results.VoiceNoteId
        $receiver.Output[0].Text | Should -Not -BeNullOrEmpty
        $receiver.Output[1].ErrorCode | Should -Be TRANSCRIPTION_FAILED
        $results.StatusCode | Should -Be (@(200) * 6)
        $results.Elapsed | Should -BeGreaterThan ([timespan]::Zero)
        $results.ElapsedSeconds | Should -Be $results.Elapsed.TotalSeconds
    }

    It 'sends an event for each given note, and the same delivery twice with -DeliveryId' {
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port -MaximumCount 3 }
        1..2 | ForEach-Object {
            (Send-VFWebhookTest "http://127.0.0.1:$port/" -VoiceNoteId rec_1 -DeliveryId del_1 -Secret $webhookSecret).IsAccepted
        } | Should -Be $true, $true
        $null = 'rec_2', [pscustomobject]@{ Id = 'rec_3' } | Send-VFWebhookTest "http://127.0.0.1:$port/" -Secret $webhookSecret
        Complete-Receiver $receiver
        $receiver.Output.VoiceNoteId | Should -Be rec_1, rec_2, rec_3
    }

    It 'returns a rejected delivery as a result that fits 80 columns' {
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port -MaximumCount 1 }
        $rejected = Send-VFWebhookTest "http://127.0.0.1:$port/" -Secret whsec_other
        $rejected.StatusCode | Should -Be 401
        $rejected.IsAccepted | Should -BeFalse
        $rejected.Response | Should -Be 'The signature is wrong.'
        $shown = ($rejected | Out-String -Width 80) -split '\r?\n'
        ($shown -join "`n") | Should -BeLike '*401*False*voicenote.transcribed*The signature is wrong.*'
        $null = Send-VFWebhookTest "http://127.0.0.1:$port/" -Secret $webhookSecret
        Complete-Receiver $receiver
    }

    It 'sends nothing with -WhatIf' {
        Send-VFWebhookTest "http://127.0.0.1:$port/" -Secret $webhookSecret -WhatIf -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'writes an error with a recommendation if there is no response, and continues' {
        $results = 'rec_1', 'rec_2' |
            Send-VFWebhookTest "http://127.0.0.1:$port/" -Secret $webhookSecret -ErrorVariable errors -ErrorAction SilentlyContinue
        $results | Should -BeNullOrEmpty
        $errors.FullyQualifiedErrorId | Should -Be (@('WebhookTestFailed,VocaFuse.PowerShell.SendVFWebhookTestCommand') * 2)
        $errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'requires a secret and an absolute address' {
        { Send-VFWebhookTest "http://127.0.0.1:$port/" } | Should -Throw -ErrorId 'NoWebhookSecret,*'
        { Send-VFWebhookTest '/hook' -Secret $webhookSecret } | Should -Throw '*absolute web address*'
    }
}

Describe 'Send-VFWebhookTest with kept deliveries' {
    BeforeAll {
        # A month ago, one of each family, kept as Receive-VFWebhook does.
        $archive = Join-Path $TestDrive archive
        $port = Get-FreePort
        $receiver = Start-Receiver $port {
            param($port, $archive)
            Receive-VFWebhook $port -ArchivePath $archive -MaximumCount 2 -MaximumAge 0
        } -ArgumentList $archive
        Send-Delivery $port vn_1 del_1 voicenote.transcribed -At ([datetimeoffset]::UtcNow.AddDays(-30)) | Should -Be 200
        Send-Delivery $port rec_2 del_2 recording.failed -At ([datetimeoffset]::UtcNow.AddDays(-30)) | Should -Be 200
        Complete-Receiver $receiver
        $bodies = $receiver.Output.RawBody
    }

    BeforeEach { $port = Get-FreePort }

    It 'sends them again with <What>: same body, same ID, new signature' -ForEach @(
        @{
            What = 'files from the pipeline'
            Script = { Get-ChildItem $archive | Send-VFWebhookTest "http://127.0.0.1:$port/" -Secret $webhookSecret }
        }
        @{ What = 'a wildcard'; Script = { Send-VFWebhookTest "http://127.0.0.1:$port/" -Path $archive/*.json -Secret $webhookSecret } }
        @{
            What = 'literal paths'
            Script = { Send-VFWebhookTest "http://127.0.0.1:$port/" -LiteralPath (Get-ChildItem $archive).FullName -Secret $webhookSecret }
        }
    ) {
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port -MaximumCount 2 }
        $results = & $Script
        Complete-Receiver $receiver
        $receiver.Output.RawBody | Should -Be $bodies
        $receiver.Output.DeliveryId | Should -Be del_1, del_2
        $results.StatusCode | Should -Be 200, 200
        $results.Event | Should -Be voicenote.transcribed, recording.failed
        $results.VoiceNoteId | Should -Be vn_1, rec_2
        $results.DeliveryId | Should -Be del_1, del_2
    }

    It 'sends them with new IDs with -NewDeliveryId' {
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port -MaximumCount 4 }
        $results = 1..2 |
            ForEach-Object { Send-VFWebhookTest "http://127.0.0.1:$port/" -Path $archive/*.json -NewDeliveryId -Secret $webhookSecret }
        Complete-Receiver $receiver
        $receiver.Output.DeliveryId | Should -Be $results.DeliveryId
        $results.DeliveryId | Sort-Object -Unique | Should -HaveCount 4
        $results.DeliveryId | Should -Not -Contain del_1
    }

    It 'with -WhatIf, sends nothing and names each delivery' {
        Get-ChildItem $archive | Send-VFWebhookTest "http://127.0.0.1:$port/" -Secret $webhookSecret -WhatIf -ErrorAction Stop 6>&1 |
            Should -BeNullOrEmpty
    }

    It 'writes an error for a file that is not a kept delivery, and continues' {
        $other = Join-Path $TestDrive other.json
        Set-Content $other '{"event":"voicenote.transcribed"}'
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port -MaximumCount 2 }
        $results = @(Get-Item $other) + @(Get-ChildItem $archive) |
            Send-VFWebhookTest "http://127.0.0.1:$port/" -Secret $webhookSecret -ErrorVariable failed -ErrorAction SilentlyContinue
        Complete-Receiver $receiver
        $results.DeliveryId | Should -Be del_1, del_2
        $failed.FullyQualifiedErrorId | Should -Be 'WebhookDeliveryUnreadable,VocaFuse.PowerShell.SendVFWebhookTestCommand'
        $failed.TargetObject | Should -Be $other
        { Send-VFWebhookTest "http://127.0.0.1:$port/" -LiteralPath "$archive/none.json" -Secret $webhookSecret -ErrorAction Stop } |
            Should -Throw -ErrorId 'FileNotFound,*'
        { Send-VFWebhookTest "http://127.0.0.1:$port/" -LiteralPath $archive -Secret $webhookSecret -ErrorAction Stop } |
            Should -Throw '*It is a folder.'
        { Send-VFWebhookTest "http://127.0.0.1:$port/" -Path "$archive/none*" -Secret $webhookSecret -ErrorAction Stop } |
            Should -Throw -ErrorId 'PathNotFound,*'
    }
}
