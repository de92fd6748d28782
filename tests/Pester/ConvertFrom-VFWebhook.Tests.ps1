BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    . (Join-Path $PSScriptRoot 'signatures.ps1')
}

Describe 'ConvertFrom-VFWebhook' {
    It 'converts a delivery to an event' {
        $read = $body | ConvertFrom-VFWebhook -Signature $full -Timestamp 1703001600 -DeliveryId del_42 -MaximumAge 0 -Secret $secureSecret
        $read | Should -BeOfType ([VocaFuse.WebhookEvent])
        $read.Event | Should -Be 'voicenote.transcribed'
        $read.VoiceNoteId | Should -Be 'rec_1'
        $read.UserId | Should -Be 'user_é'
        $read.DeliveryId | Should -Be 'del_42'
        $read.Timestamp | Should -Be ([System.DateTimeOffset]::FromUnixTimeSeconds(1703001600).LocalDateTime)
    }

    It 'reads both families of names, failures and account events' {
        $bodies = '{"event":"recording.failed","recording":{"id":"rec_2","error":{"code":"TRANSCRIPTION_FAILED","message":"No speech"}}}',
        '{"event":"account.low_balance_warning","account":{"balance":1.5}}'
        $read = foreach ($one in $bodies) {
            $header = New-VFWebhookSignature $one -Secret $secret -Timestamp (Get-Date) -DeliveryId d -AsHeader
            ConvertFrom-VFWebhook $one -Header $header -Secret $secret
        }
        $read[0].Event | Should -Be 'recording.failed'
        $read[0].Kind | Should -Be 'Failed'
        $read[0].ErrorCode | Should -Be 'TRANSCRIPTION_FAILED'
        $read[1].VoiceNoteId | Should -BeNullOrEmpty
        $read[1].Account['balance'] | Should -Be 1.5
        $read[1].Kind | Should -Be 'Account'
        $read[1].Payload.account.balance | Should -Be 1.5
        $read[1].RawBody | Should -BeExactly $bodies[1]
    }

    It 'reads the tags of a delivery as <name> of <object>' -ForEach @(
        foreach ($object in 'voicenote', 'recording', 'data') {
            foreach ($name in 'custom_tags', 'metadata') { @{ object = $object; name = $name } }
        }
    ) {
        $one = "{`"event`":`"voicenote.transcribed`",`"$object`":{`"id`":`"rec_1`",`"$name`":{`"team`":`"support`",`"n`":3}}}"
        $read = ConvertFrom-VFWebhook $one -Signature (New-VFWebhookSignature $one -Secret $secret) -Secret $secret
        $read.CustomTags['team'], $read.CustomTags['n'] | Should -Be 'support', 3
    }

    It 'rejects <case> with <id>' -ForEach @(
        @{
            case = 'a changed body'; id = 'WebhookSignatureWrong'; category = 'SecurityError'
            option = { @{ Body = "$body "; Signature = $bare } }
        }
        @{ case = 'no signature'; id = 'WebhookSignatureMissing'; category = 'SecurityError'; option = { @{ Body = $body; Header = @{} } } }
        @{
            case = 'an old delivery'; id = 'WebhookTimestampOutOfBounds'; category = 'SecurityError'
            option = { @{ Body = $body; Signature = $timed; Timestamp = 1703001600 } }
        }
        @{
            case = 'a body that is not an event'; id = 'WebhookUnreadable'; category = 'InvalidData'
            option = { @{ Body = ''; Signature = $ofNothing } }
        }
        @{
            case = 'a parsed body'; id = 'WebhookBodyNotRaw'; category = 'InvalidType'
            option = { @{ Body = @{ event = 'x' }; Signature = $bare } }
        }
    ) {
        $option = & $option
        $read = ConvertFrom-VFWebhook @option -Secret $secret -ErrorVariable errors -ErrorAction SilentlyContinue
        $read | Should -BeNullOrEmpty
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike "$id,*"
        $errors[0].CategoryInfo.Category | Should -Be $category
        $errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        "$($errors[0])" | Should -Not -BeLike "*$secret*"
    }

    It 'explains a wrong signature that is correct for another form' {
        $delivery = @{ Signature = $bare; Timestamp = 1703001600; DeliveryId = 'del_42'; Secret = $secret }
        ConvertFrom-VFWebhook $body @delivery -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'WebhookSignatureWrong,*'
        $errors[0].ErrorDetails.RecommendedAction |
            Should -BeLike '*correct for the body alone, but*timestamp.delivery ID.body*-Signature without -Header*'
        $output = Test-VFWebhookSignature $body $timed -Timestamp 1703001600 -DeliveryId del_42 -Secret $secret -Verbose 4>&1
        $output[0].Message | Should -BeLike '*correct for timestamp.body, but*'
        $output[1] | Should -BeFalse
        (Test-VFWebhookSignature $body $full -Secret $secret -Verbose 4>&1)[0].Message | Should -BeLike 'The signature does not match*'
    }

    It 'rejects an event without a voice note as input for a transcription' {
        $one = '{"event":"account.low_balance_warning","account":{"balance":1.5}}'
        $read = ConvertFrom-VFWebhook $one -Signature (New-VFWebhookSignature $one -Secret $secret) -Secret $secret
        $apiSecret = ConvertTo-SecureString s0123456789 -AsPlainText
        $client = Connect-VFAccount -ApiKey sk_test_0123456789 -ApiSecret $apiSecret -Name events -SkipValidation -PassThru
        try {
            $read | Get-VFTranscription -Connection events -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $errors | Should -HaveCount 1
            "$($errors[0])" | Should -BeLike '*account.low_balance_warning is not about a voice note*'
            $errors[0].FullyQualifiedErrorId | Should -Not -BeLike '*Parameter*'
        }
        finally { $client | Disconnect-VFAccount }
    }

    It 'continues after a forged delivery' {
        $read = "$body ", $body | ConvertFrom-VFWebhook -Signature $bare -Secret $secret -ErrorVariable errors -ErrorAction SilentlyContinue
        $read | Should -HaveCount 1
        $errors | Should -HaveCount 1
    }

    It 'returns events whose table fits 80 columns' {
        $one = '{"event":"voicenote.transcribed","voicenote":{"id":"3f2c9a54-4a3c-4a7e-9d5e-0123456789ab",' +
            '"transcription":{"text":"' + 'word ' * 50 + '"}}}'
        $read = ConvertFrom-VFWebhook $one -Signature (New-VFWebhookSignature $one -Secret $secret) -Secret $secret
        $table = $read | Format-Table | Out-String -Stream -Width 80 | Where-Object { $_ }
        $table | Should -HaveCount 3
        $table[2] | Should -BeLike '*voicenote.transcribed*3f2c9a54-4a3c-4a7e-9d5e-0123456789ab word word*'
        ($read | Format-List | Out-String) | Should -BeLike '*Text*:*word*'
    }
}
