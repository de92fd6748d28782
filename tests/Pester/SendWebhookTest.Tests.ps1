BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    . (Join-Path $PSScriptRoot 'webhooks.ps1')
}

Describe 'Send-VFWebhookTest' {
    BeforeEach { $port = Get-FreePort }

    It 'sends every kind of event so that Receive-VFWebhook takes it' {
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port /hook -MaximumCount 6 }
        $names = 'voicenote.transcribed', 'voicenote.failed', 'voicenote.completed', 'recording.transcribed', 'recording.failed', 'recording.completed'
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
    }

    It 'sends one about each note it is given, and the same delivery twice where told' {
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port -MaximumCount 3 }
        1..2 | ForEach-Object { (Send-VFWebhookTest "http://127.0.0.1:$port/" -VoiceNoteId rec_1 -DeliveryId del_1 -Secret $webhookSecret).IsAccepted } | Should -Be $true, $true
        $null = 'rec_2', [pscustomobject]@{ Id = 'rec_3' } | Send-VFWebhookTest "http://127.0.0.1:$port/" -Secret $webhookSecret
        Complete-Receiver $receiver
        $receiver.Output.VoiceNoteId | Should -Be rec_1, rec_2, rec_3
    }

    It 'shows what an endpoint refuses, within 80 columns' {
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port -MaximumCount 1 }
        $refused = Send-VFWebhookTest "http://127.0.0.1:$port/" -Secret whsec_other
        $refused.StatusCode | Should -Be 401
        $refused.IsAccepted | Should -BeFalse
        $refused.Response | Should -Be 'The signature is wrong.'
        $shown = ($refused | Out-String -Width 80) -split '\r?\n'
        ($shown -join "`n") | Should -BeLike '*401*False*voicenote.transcribed*The signature is wrong.*'
        $null = Send-VFWebhookTest "http://127.0.0.1:$port/" -Secret $webhookSecret
        Complete-Receiver $receiver
    }

    It 'sends nothing with -WhatIf' {
        Send-VFWebhookTest "http://127.0.0.1:$port/" -Secret $webhookSecret -WhatIf -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'says what to look at where nothing answers, and goes on' {
        $results = 'rec_1', 'rec_2' | Send-VFWebhookTest "http://127.0.0.1:$port/" -Secret $webhookSecret -ErrorVariable errors -ErrorAction SilentlyContinue
        $results | Should -BeNullOrEmpty
        $errors.FullyQualifiedErrorId | Should -Be (@('WebhookTestFailed,VocaFuse.PowerShell.SendVFWebhookTestCommand') * 2)
        $errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'needs a secret and a whole address' {
        { Send-VFWebhookTest "http://127.0.0.1:$port/" } | Should -Throw -ErrorId 'NoWebhookSecret,*'
        { Send-VFWebhookTest '/hook' -Secret $webhookSecret } | Should -Throw '*absolute web address*'
    }
}
