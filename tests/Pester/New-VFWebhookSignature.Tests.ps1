BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    . (Join-Path $PSScriptRoot 'signatures.ps1')
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
        $signature = [pscustomobject]@{ a = 1 }, $body |
            New-VFWebhookSignature -Secret $secret -ErrorVariable errors -ErrorAction SilentlyContinue
        $signature | Should -BeExactly $bare
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'WebhookBodyNotRaw,*'
        $errors[0].CategoryInfo.Category | Should -Be 'InvalidType'
    }
}
