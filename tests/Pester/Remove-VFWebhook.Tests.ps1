Describe 'Remove-VFWebhook, in the envelope <Envelope>' -ForEach @(@{ Envelope = 'bare' }, @{ Envelope = 'data' }) {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 2 --envelope $Envelope
        $url = 'https://example.com/hooks/voca'
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'deletes webhooks, and continues after a missing one' {
        $created = New-VFWebhook $url
        $removed = 'wh_gone', $created.Id | Remove-VFWebhook -PassThru -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        $removed | Should -Be $created.Id
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'WebhookNotFound,*'
        $failed[0].TargetObject | Should -Be 'wh_gone'
        Get-VFWebhook | Should -BeNullOrEmpty

        Get-Deserialized (New-VFWebhook $url) | Remove-VFWebhook -Confirm:$false | Should -BeNullOrEmpty
        Get-VFWebhook | Should -BeNullOrEmpty
    }

    It 'treats a deletion whose response was lost as successful' {
        $created = New-VFWebhook $url
        Add-Fault $sandbox @{ method = 'DELETE'; kind = 'reset'; applyFirst = $true }
        $created | Remove-VFWebhook -PassThru -Confirm:$false | Should -Be $created.Id
        @(Get-RequestLog $sandbox | Where-Object method -EQ 'DELETE') | Should -HaveCount 2
    }
}
