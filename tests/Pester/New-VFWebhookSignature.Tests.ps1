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

Describe 'New-VFWebhookSignature' {
    It 'signs the published vectors' {
        New-VFWebhookSignature $body -Secret $secret | Should -BeExactly $bare
        $body | New-VFWebhookSignature -Secret $secureSecret -Timestamp 1703001600 | Should -BeExactly $timed
        , $bytes | New-VFWebhookSignature -Secret $secret -Timestamp 1703001600 -DeliveryId del_42 | Should -BeExactly $full
        New-VFWebhookSignature $bytes -Secret $secret -Timestamp ([datetime]::UnixEpoch.AddSeconds(1703001600)) | Should -BeExactly $timed
        New-VFWebhookSignature '' -Secret $secret | Should -BeExactly $ofNothing
    }

    It 'returns the headers of a delivery with -AsHeader' {
        $headers = New-VFWebhookSignature $body -Secret $secret -Timestamp 1703001600 -DeliveryId del_42 -AsHeader
        $headers.Count | Should -Be 3
        $headers['X-VocaFuse-Signature'] | Should -BeExactly $full
        $headers['X-VocaFuse-Timestamp'] | Should -BeExactly '1703001600'
        $headers['X-VocaFuse-Delivery-ID'] | Should -BeExactly 'del_42'
        (New-VFWebhookSignature $body -Secret $secret -AsHeader).Keys | Should -Be 'X-VocaFuse-Signature'
    }

    It 'does not sign a body that is not raw' {
        $signature = [pscustomobject]@{ a = 1 }, $body | New-VFWebhookSignature -Secret $secret -ErrorVariable errors -ErrorAction SilentlyContinue
        $signature | Should -BeExactly $bare
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'WebhookBodyNotRaw,*'
        $errors[0].CategoryInfo.Category | Should -Be 'InvalidType'
    }
}
