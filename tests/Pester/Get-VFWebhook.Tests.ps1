Describe 'Get-VFWebhook, in the envelope <Envelope>' -ForEach @(@{ Envelope = 'bare' }, @{ Envelope = 'data' }) {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 2 --envelope $Envelope
        $url = 'https://example.com/hooks/voca'
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'lists the webhook, and gets it by ID' {
        Get-VFWebhook | Should -BeNullOrEmpty
        $created = New-VFWebhook $url
        Clear-RequestLog $sandbox
        (Get-VFWebhook).Id | Should -Be $created.Id
        (Get-RequestLog $sandbox)[0].path | Should -BeLike '*/webhooks'
        (Get-RequestLog $sandbox)[0].query | Should -BeNullOrEmpty
        (Get-VFWebhook $created.Id).Url | Should -Be $url
        ($created.Id | Get-VFWebhook).Url | Should -Be $url
        (Get-Deserialized $created | Get-VFWebhook).Url | Should -Be $url
    }
}

Describe 'Get-VFWebhook' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 2
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'escapes IDs in the path' {
        Get-VFWebhook '../account' -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'WebhookNotFound,*'
        (Get-RequestLog $sandbox).path | Should -Be '/v1/webhooks/..%2Faccount'
    }
}
