BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    . (Join-Path $PSScriptRoot 'signatures.ps1')
}

Describe 'Test-VFWebhookSignature' {
    It 'verifies the published vectors' {
        Test-VFWebhookSignature -Body $body -Signature $bare -Secret $secret | Should -BeTrue
        Test-VFWebhookSignature -Body $body -Signature $timed -Secret $secret -Timestamp 1703001600 -MaximumAge 0 | Should -BeTrue
        Test-VFWebhookSignature -Body $body -Signature $full -Secret $secret -Timestamp 1703001600 -DeliveryId del_42 -MaximumAge 0 |
            Should -BeTrue
        Test-VFWebhookSignature -Body '' -Signature $ofNothing -Secret $secret | Should -BeTrue
        Test-VFWebhookSignature -Body $null -Signature $ofNothing -Secret $secret | Should -BeTrue
        Test-VFWebhookSignature -Body ([byte[]]@()) -Signature $ofNothing -Secret $secret | Should -BeTrue
    }

    It 'accepts the body as text and bytes, as an argument and from the pipeline' {
        Test-VFWebhookSignature $bytes $bare -Secret $secureSecret | Should -BeTrue
        Test-VFWebhookSignature ([object[]]$bytes) $bare -Secret $secureSecret | Should -BeTrue
        $body | Test-VFWebhookSignature -Signature "SHA256=$($bare.ToUpper())" -Secret $secureSecret | Should -BeTrue
        , $bytes | Test-VFWebhookSignature -Signature $bare -Secret $secret | Should -BeTrue
        $bytes | Test-VFWebhookSignature -Signature $bare -Secret $secret | Should -BeTrue
        @($body, 'other', $body | Test-VFWebhookSignature -Signature $bare -Secret $secret) | Should -Be $true, $false, $true
        @(& { $bytes; 'other' } | Test-VFWebhookSignature -Signature $bare -Secret $secret) | Should -Be $true, $false
    }

    It 'finds the headers in <name>' -ForEach @(
        @{
            name = 'a hashtable'
            headers = {
                @{ 'x-vocafuse-signature' = $full; 'X-VOCAFUSE-TIMESTAMP' = 1703001600; 'X-VocaFuse-Delivery-Id' = 'del_42'; Host = 'x' }
            }
        }
        @{
            name = 'a hashtable of arrays'
            headers = {
                @{
                    'X-VocaFuse-Signature' = @($full)
                    'X-VocaFuse-Timestamp' = @('1703001600')
                    'X-VocaFuse-Delivery-ID' = [string[]]'del_42'
                }
            }
        }
        @{
            name = 'a case-sensitive hashtable'
            headers = {
                $h = [hashtable]::new()
                $h['x-vocafuse-signature'] = $full
                $h['x-vocafuse-timestamp'] = '1703001600'
                $h['x-vocafuse-delivery-id'] = 'del_42'
                $h
            }
        }
        @{
            name = 'a generic dictionary'
            headers = {
                $h = [System.Collections.Generic.Dictionary[string, string[]]]::new()
                $h['x-vocafuse-signature'] = $full
                $h['x-vocafuse-timestamp'] = '1703001600'
                $h['x-vocafuse-delivery-id'] = 'del_42'
                $h
            }
        }
        @{
            name = 'the headers of an HttpListener'
            headers = {
                $h = [System.Net.WebHeaderCollection]::new()
                $h['x-vocafuse-signature'] = $full
                $h['x-vocafuse-timestamp'] = '1703001600'
                $h['x-vocafuse-delivery-id'] = 'del_42'
                , $h
            }
        }
        @{
            name = 'an object'
            headers = {
                [pscustomobject]@{
                    'x-vocafuse-signature' = $full
                    'x-vocafuse-timestamp' = '1703001600'
                    'x-vocafuse-delivery-id' = 'del_42'
                }
            }
        }
        @{
            name = 'the headers of an HttpRequestMessage'
            headers = {
                $m = [System.Net.Http.HttpRequestMessage]::new()
                $m.Headers.Add('x-vocafuse-signature', $full)
                $m.Headers.Add('x-vocafuse-timestamp', '1703001600')
                $m.Headers.Add('x-vocafuse-delivery-id', 'del_42')
                , $m.Headers
            }
        }
    ) {
        Test-VFWebhookSignature -Body $body -Header (& $headers) -Secret $secret -MaximumAge 0 | Should -BeTrue
        Test-VFWebhookSignature -Body "$body " -Header (& $headers) -Secret $secret -MaximumAge 0 | Should -BeFalse
    }

    It 'accepts one correct signature of several' {
        Test-VFWebhookSignature $body "sha256=$full, sha256=$bare" -Secret $secret | Should -BeTrue
        Test-VFWebhookSignature $body @($full, $bare) -Secret $secret | Should -BeTrue
    }

    It 'limits the difference of the timestamp in both directions with -MaximumAge' {
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
            Test-VFWebhookSignature $body -Header $headers -Secret $secret @option |
                Should -Be $case.Expected -Because "$($case.Minutes) minutes, $($option.Values)"
        }
        { Test-VFWebhookSignature $body $bare -Secret $secret -MaximumAge -1 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'returns false without an error for invalid values' {
        $Error.Clear()
        foreach ($invalid in @(
                @{ Signature = 'nonsense' }, @{ Signature = '' }, @{ Signature = $null }, @{}
                @{ Header = @{} }, @{ Header = $null }, @{ Header = 7 }, @{ Header = @(1, 2) }
                @{ Signature = $bare; Timestamp = 'soon' }, @{ Signature = @() }, @{ Signature = @{ a = 1 } }
                @{ Signature = $bare.Substring(1) })) {
            Test-VFWebhookSignature $body -Secret $secret @invalid | Should -BeFalse
        }
        $Error.Count | Should -Be 0
    }

    It 'returns false for a parsed body, with one warning' {
        $parsed = $body | ConvertFrom-Json
        $results = $parsed, $parsed |
            Test-VFWebhookSignature -Signature $bare -Secret $secret -WarningVariable warnings -WarningAction SilentlyContinue
        $results | Should -Be $false, $false
        $warnings | Should -HaveCount 1
        Test-VFWebhookSignature ($body | ConvertFrom-Json -AsHashtable) $bare -Secret $secret -WarningAction SilentlyContinue |
            Should -BeFalse
    }

    It 'requires a secret' {
        { Test-VFWebhookSignature $body $bare } | Should -Throw -ErrorId 'NoWebhookSecret,*'
        { Test-VFWebhookSignature $body $bare -Secret '' } | Should -Throw -ErrorId 'NoWebhookSecret,*'
        { Test-VFWebhookSignature $body $bare -Secret ([securestring]::new()) } | Should -Throw -ErrorId 'NoWebhookSecret,*'
        { Test-VFWebhookSignature $body $bare -Secret $null } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'rejects a secret with <What>' -ForEach @(
        @{ What = 'a line break at its end'; Text = "whsec_test_5f0c`n"; Problem = 'ends with a line break' }
        @{ What = 'a line break of Windows'; Text = "whsec_test_5f0c`r`n"; Problem = 'ends with a line break' }
        @{ What = 'a blank before it'; Text = ' whsec_test_5f0c'; Problem = 'begins with a blank' }
        @{ What = 'a blank at its end'; Text = 'whsec_test_5f0c '; Problem = 'ends with a blank' }
        @{ What = 'quotes'; Text = '"whsec_test_5f0c"'; Problem = 'is in quotes' }
        @{ What = 'typographic quotes'; Text = [char]0x201C + 'whsec_test_5f0c' + [char]0x201D; Problem = 'is in quotes' }
        @{ What = 'a byte order mark'; Text = [char]0xFEFF + 'whsec_test_5f0c'; Problem = 'begins with a byte order mark' }
        @{ What = 'an invisible character'; Text = 'whsec_test' + [char]0x200B + '_5f0c'; Problem = 'contains an invisible character' }
    ) {
        $given = @(
            { Test-VFWebhookSignature $body $bare -Secret $Text }
            { Test-VFWebhookSignature $body $bare -Secret (ConvertTo-SecureString $Text -AsPlainText -Force) }
            { Use-Environment @{ VOCAFUSE_WEBHOOK_SECRET = $Text } { Test-VFWebhookSignature $body $bare } }
            { New-VFWebhookSignature $body -Secret $Text }
        )
        foreach ($script in $given) {
            $failure = $script | Should -Throw -ErrorId 'InvalidWebhookSecret,*' -ExpectedMessage "The webhook secret $Problem*" -PassThru
            "$failure $($failure.ErrorDetails.RecommendedAction)" | Should -Not -BeLike '*whsec_test*'
        }
        { New-VFWebhook https://example.com -Secret (ConvertTo-SecureString $Text -AsPlainText -Force) } |
            Should -Throw "*The secret $Problem.*"
        { Connect-VFAccount -ApiKey $Text -ApiSecret (ConvertTo-SecureString abcdefgh -AsPlainText -Force) } |
            Should -Throw -ErrorId 'InvalidCredentials,*'
    }

    It 'accepts a secret of several words' {
        Test-VFWebhookSignature $body (New-VFWebhookSignature $body -Secret 'correct horse é') -Secret 'correct horse é' | Should -BeTrue
    }

    It 'ignores headers that are null' {
        Test-VFWebhookSignature $body -Header $null, @{} -Secret $secret | Should -BeFalse
    }

    It 'writes the reason with -Verbose' {
        "$(Test-VFWebhookSignature $body abc -Secret $secret -Verbose 4>&1)" | Should -BeLike 'The signature does not match *False'
        "$(Test-VFWebhookSignature $body -Secret $secret -Verbose 4>&1)" | Should -BeLike 'The delivery has no signature*False'
        "$(Test-VFWebhookSignature $body $timed -Timestamp 1703001600 -Secret $secret -Verbose 4>&1)" |
            Should -BeLike 'The signature matches, but the timestamp*False'
    }

    It 'reads the secret from the environment variable' {
        $env:VOCAFUSE_WEBHOOK_SECRET = $secret
        try { Test-VFWebhookSignature $body $bare | Should -BeTrue } finally { $env:VOCAFUSE_WEBHOOK_SECRET = $null }
    }
}
