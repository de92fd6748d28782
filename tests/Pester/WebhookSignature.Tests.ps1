BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $secret = 'whsec_test_5f0c'
    $secureSecret = ConvertTo-SecureString $secret -AsPlainText -Force
    $body = '{"event":"voicenote.transcribed","timestamp":1703001600,"voicenote":{"id":"rec_1","identity":"user_é"}}'
    $bytes = [System.Text.Encoding]::UTF8.GetBytes($body)
    $bare = 'f2ed91fcba9aa38913fcad1b2b419f16c1d87bd7d8d6ec06d1cd744a532ad9cb'
    $timed = '24b5eddf3cc0c137de44bc02c864500cadb1faac17bbaea7be3cc744c35941d2'
    $full = '3a70fdcc44fac9945249dcd1a2924277e98990017ca36e51aa51163e229c68fe'
    $ofNothing = '2b61e581e7ba57c788fe77a69d5418ffe99299401d6f0f2becfd64116be5d8a4'
}

Describe 'Test-VFWebhookSignature' {
    It 'verifies the published vectors' {
        Test-VFWebhookSignature -Body $body -Signature $bare -Secret $secret | Should -BeTrue
        Test-VFWebhookSignature -Body $body -Signature $timed -Secret $secret -Timestamp 1703001600 -MaximumAge 0 | Should -BeTrue
        Test-VFWebhookSignature -Body $body -Signature $full -Secret $secret -Timestamp 1703001600 -DeliveryId del_42 -MaximumAge 0 | Should -BeTrue
        Test-VFWebhookSignature -Body '' -Signature $ofNothing -Secret $secret | Should -BeTrue
        Test-VFWebhookSignature -Body $null -Signature $ofNothing -Secret $secret | Should -BeTrue
        Test-VFWebhookSignature -Body ([byte[]]@()) -Signature $ofNothing -Secret $secret | Should -BeTrue
    }

    It 'takes the body as text and bytes, given and piped' {
        Test-VFWebhookSignature $bytes $bare -Secret $secureSecret | Should -BeTrue
        Test-VFWebhookSignature ([object[]]$bytes) $bare -Secret $secureSecret | Should -BeTrue
        $body | Test-VFWebhookSignature -Signature "SHA256=$($bare.ToUpper())" -Secret $secureSecret | Should -BeTrue
        , $bytes | Test-VFWebhookSignature -Signature $bare -Secret $secret | Should -BeTrue
        $bytes | Test-VFWebhookSignature -Signature $bare -Secret $secret | Should -BeTrue
        @($body, 'other', $body | Test-VFWebhookSignature -Signature $bare -Secret $secret) | Should -Be $true, $false, $true
        @(& { $bytes; 'other' } | Test-VFWebhookSignature -Signature $bare -Secret $secret) | Should -Be $true, $false
    }

    It 'finds the headers in <name>' -ForEach @(
        @{ name = 'a hashtable'; headers = { @{ 'x-vocafuse-signature' = $full; 'X-VOCAFUSE-TIMESTAMP' = 1703001600; 'X-VocaFuse-Delivery-Id' = 'del_42'; Host = 'x' } } }
        @{ name = 'a hashtable of arrays'; headers = { @{ 'X-VocaFuse-Signature' = @($full); 'X-VocaFuse-Timestamp' = @('1703001600'); 'X-VocaFuse-Delivery-ID' = [string[]]'del_42' } } }
        @{ name = 'a hashtable that minds letter case'; headers = { $h = [hashtable]::new(); $h['x-vocafuse-signature'] = $full; $h['x-vocafuse-timestamp'] = '1703001600'; $h['x-vocafuse-delivery-id'] = 'del_42'; $h } }
        @{ name = 'a generic dictionary'; headers = { $h = [System.Collections.Generic.Dictionary[string, string[]]]::new(); $h['x-vocafuse-signature'] = $full; $h['x-vocafuse-timestamp'] = '1703001600'; $h['x-vocafuse-delivery-id'] = 'del_42'; $h } }
        @{ name = 'the headers of an HttpListener'; headers = { $h = [System.Net.WebHeaderCollection]::new(); $h['x-vocafuse-signature'] = $full; $h['x-vocafuse-timestamp'] = '1703001600'; $h['x-vocafuse-delivery-id'] = 'del_42'; , $h } }
        @{ name = 'an object'; headers = { [pscustomobject]@{ 'x-vocafuse-signature' = $full; 'x-vocafuse-timestamp' = '1703001600'; 'x-vocafuse-delivery-id' = 'del_42' } } }
        @{ name = 'the headers of an HttpRequestMessage'; headers = { $m = [System.Net.Http.HttpRequestMessage]::new(); $m.Headers.Add('x-vocafuse-signature', $full); $m.Headers.Add('x-vocafuse-timestamp', '1703001600'); $m.Headers.Add('x-vocafuse-delivery-id', 'del_42'); , $m.Headers } }
    ) {
        Test-VFWebhookSignature -Body $body -Header (& $headers) -Secret $secret -MaximumAge 0 | Should -BeTrue
        Test-VFWebhookSignature -Body "$body " -Header (& $headers) -Secret $secret -MaximumAge 0 | Should -BeFalse
    }

    It 'takes one of several signatures' {
        Test-VFWebhookSignature $body "sha256=$full, sha256=$bare" -Secret $secret | Should -BeTrue
        Test-VFWebhookSignature $body @($full, $bare) -Secret $secret | Should -BeTrue
    }

    It 'minds the age of a timestamp on both sides unless told otherwise' {
        $now = [System.DateTimeOffset]::UtcNow
        foreach ($case in @(
                @{ Minutes = -4; Option = @{}; Expected = $true }
                @{ Minutes = 4; Option = @{}; Expected = $true }
                @{ Minutes = -6; Option = @{}; Expected = $false }
                @{ Minutes = 6; Option = @{}; Expected = $false }
                @{ Minutes = -6; Option = @{ MaximumAge = 600 }; Expected = $true }
                @{ Minutes = -6; Option = @{ MaximumAge = '600' }; Expected = $true }
                @{ Minutes = -6; Option = @{ MaximumAge = '00:10:00' }; Expected = $true }
                @{ Minutes = -6; Option = @{ MaximumAge = New-TimeSpan -Minutes 10 }; Expected = $true }
                @{ Minutes = -6; Option = @{ MaximumAge = 0 }; Expected = $true }
                @{ Minutes = -4; Option = @{ MaximumAge = 60 }; Expected = $false })) {
            $headers = New-VFWebhookSignature $body -Secret $secret -Timestamp $now.AddMinutes($case.Minutes) -DeliveryId d1 -AsHeader
            $option = $case.Option
            Test-VFWebhookSignature $body -Header $headers -Secret $secret @option | Should -Be $case.Expected -Because "$($case.Minutes) minutes, $($option.Values)"
        }
        { Test-VFWebhookSignature $body $bare -Secret $secret -MaximumAge -1 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'says false to garbage and writes no error' {
        $Error.Clear()
        foreach ($garbage in @(
                @{ Signature = 'nonsense' }, @{ Signature = '' }, @{ Signature = $null }, @{}, @{ Header = @{} }, @{ Header = $null }, @{ Header = 7 }, @{ Header = @(1, 2) }
                @{ Signature = $bare; Timestamp = 'soon' }, @{ Signature = @() }, @{ Signature = @{ a = 1 } }, @{ Signature = $bare.Substring(1) })) {
            Test-VFWebhookSignature $body -Secret $secret @garbage | Should -BeFalse
        }
        $Error.Count | Should -Be 0
    }

    It 'says false to a parsed body, and warns once' {
        $parsed = $body | ConvertFrom-Json
        $answer = $parsed, $parsed | Test-VFWebhookSignature -Signature $bare -Secret $secret -WarningVariable warnings -WarningAction SilentlyContinue
        $answer | Should -Be $false, $false
        $warnings | Should -HaveCount 1
        Test-VFWebhookSignature ($body | ConvertFrom-Json -AsHashtable) $bare -Secret $secret -WarningAction SilentlyContinue | Should -BeFalse
    }

    It 'needs a secret' {
        { Test-VFWebhookSignature $body $bare } | Should -Throw -ErrorId 'NoWebhookSecret,*'
        { Test-VFWebhookSignature $body $bare -Secret '' } | Should -Throw -ErrorId 'NoWebhookSecret,*'
        { Test-VFWebhookSignature $body $bare -Secret ([securestring]::new()) } | Should -Throw -ErrorId 'NoWebhookSecret,*'
        { Test-VFWebhookSignature $body $bare -Secret $null } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'takes the secret from the environment' {
        $env:VOCAFUSE_WEBHOOK_SECRET = $secret
        try { Test-VFWebhookSignature $body $bare | Should -BeTrue } finally { $env:VOCAFUSE_WEBHOOK_SECRET = $null }
    }
}

Describe 'New-VFWebhookSignature' {
    It 'signs the published vectors' {
        New-VFWebhookSignature $body -Secret $secret | Should -BeExactly $bare
        $body | New-VFWebhookSignature -Secret $secureSecret -Timestamp 1703001600 | Should -BeExactly $timed
        , $bytes | New-VFWebhookSignature -Secret $secret -Timestamp 1703001600 -DeliveryId del_42 | Should -BeExactly $full
        New-VFWebhookSignature $bytes -Secret $secret -Timestamp ([datetime]::UnixEpoch.AddSeconds(1703001600)) | Should -BeExactly $timed
        New-VFWebhookSignature '' -Secret $secret | Should -BeExactly $ofNothing
    }

    It 'gives headers to send' {
        $headers = New-VFWebhookSignature $body -Secret $secret -Timestamp 1703001600 -DeliveryId del_42 -AsHeader
        $headers.Count | Should -Be 3
        $headers['X-VocaFuse-Signature'] | Should -BeExactly $full
        $headers['X-VocaFuse-Timestamp'] | Should -BeExactly '1703001600'
        $headers['X-VocaFuse-Delivery-ID'] | Should -BeExactly 'del_42'
        (New-VFWebhookSignature $body -Secret $secret -AsHeader).Keys | Should -Be 'X-VocaFuse-Signature'
    }

    It 'does not sign what is not raw' {
        $signature = [pscustomobject]@{ a = 1 }, $body | New-VFWebhookSignature -Secret $secret -ErrorVariable errors -ErrorAction SilentlyContinue
        $signature | Should -BeExactly $bare
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'WebhookBodyNotRaw,*'
        $errors[0].CategoryInfo.Category | Should -Be 'InvalidType'
    }
}

Describe 'ConvertFrom-VFWebhook' {
    It 'makes an event of a delivery' {
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
            ConvertFrom-VFWebhook $one -Header (New-VFWebhookSignature $one -Secret $secret -Timestamp (Get-Date) -DeliveryId d -AsHeader) -Secret $secret
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

    It 'refuses <case> with <id>' -ForEach @(
        @{ case = 'a changed body'; id = 'WebhookSignatureWrong'; category = 'SecurityError'; option = { @{ Body = "$body "; Signature = $bare } } }
        @{ case = 'no signature'; id = 'WebhookSignatureMissing'; category = 'SecurityError'; option = { @{ Body = $body; Header = @{} } } }
        @{ case = 'an old delivery'; id = 'WebhookTimestampOutOfBounds'; category = 'SecurityError'; option = { @{ Body = $body; Signature = $timed; Timestamp = 1703001600 } } }
        @{ case = 'what is no event'; id = 'WebhookUnreadable'; category = 'InvalidData'; option = { @{ Body = ''; Signature = $ofNothing } } }
        @{ case = 'a parsed body'; id = 'WebhookBodyNotRaw'; category = 'InvalidType'; option = { @{ Body = @{ event = 'x' }; Signature = $bare } } }
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

    It 'says which form a wrong signature is correct for' {
        ConvertFrom-VFWebhook $body -Signature $bare -Timestamp 1703001600 -DeliveryId del_42 -Secret $secret -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'WebhookSignatureWrong,*'
        $errors[0].ErrorDetails.RecommendedAction | Should -BeLike '*correct for the body alone, but*timestamp.delivery ID.body*-Signature without -Header*'
        $said = Test-VFWebhookSignature $body $timed -Timestamp 1703001600 -DeliveryId del_42 -Secret $secret -Verbose 4>&1
        $said[0].Message | Should -BeLike '*correct for timestamp.body, but*'
        $said[1] | Should -BeFalse
        (Test-VFWebhookSignature $body $full -Secret $secret -Verbose 4>&1)[0].Message | Should -BeLike 'The signature does not match*'
    }

    It 'rejects an event without a voice note as input for a transcription' {
        $one = '{"event":"account.low_balance_warning","account":{"balance":1.5}}'
        $read = ConvertFrom-VFWebhook $one -Signature (New-VFWebhookSignature $one -Secret $secret) -Secret $secret
        $client = Connect-VFAccount -ApiKey sk_test_0123456789 -ApiSecret (ConvertTo-SecureString s0123456789 -AsPlainText) -Name events -SkipValidation -PassThru
        try {
            $read | Get-VFTranscription -Connection events -ErrorVariable errors -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $errors | Should -HaveCount 1
            "$($errors[0])" | Should -BeLike '*account.low_balance_warning is not about a voice note*'
            $errors[0].FullyQualifiedErrorId | Should -Not -BeLike '*Parameter*'
        }
        finally { $client | Disconnect-VFAccount }
    }

    It 'goes on after a forged delivery' {
        $read = "$body ", $body | ConvertFrom-VFWebhook -Signature $bare -Secret $secret -ErrorVariable errors -ErrorAction SilentlyContinue
        $read | Should -HaveCount 1
        $errors | Should -HaveCount 1
    }

    It 'is shown in 80 columns' {
        $one = '{"event":"voicenote.transcribed","voicenote":{"id":"3f2c9a54-4a3c-4a7e-9d5e-0123456789ab","transcription":{"text":"' + 'word ' * 50 + '"}}}'
        $read = ConvertFrom-VFWebhook $one -Signature (New-VFWebhookSignature $one -Secret $secret) -Secret $secret
        $table = $read | Format-Table | Out-String -Stream -Width 80 | Where-Object { $_ }
        $table | Should -HaveCount 3
        $table[2] | Should -BeLike '*voicenote.transcribed*3f2c9a54-4a3c-4a7e-9d5e-0123456789ab word word*'
        ($read | Format-List | Out-String) | Should -BeLike '*Text*:*word*'
    }
}
