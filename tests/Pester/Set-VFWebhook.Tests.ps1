Describe 'Set-VFWebhook, in the envelope <Envelope>' -ForEach @(@{ Envelope = 'bare' }, @{ Envelope = 'data' }) {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 2 --envelope $Envelope
        $url = 'https://example.com/hooks/voca'
        $secret = 'correct-horse-battery'
        $secureSecret = ConvertTo-SecureString $secret -AsPlainText -Force

        function Get-Change { @(Get-RequestLog $sandbox | Where-Object method -NE 'GET') }
        function Get-SentBody { param($Request) $Request.body | ConvertFrom-Json }
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'reads the address or the events if one is omitted, and sends both' {
        $created = New-VFWebhook $url -Event "$noteName.created"
        Clear-RequestLog $sandbox
        $changed = $created | Set-VFWebhook -Event "$noteName.deleted", "$noteName.failed"
        $changed.Url | Should -Be $url
        $changed.Events | Should -Be "$noteName.deleted", "$noteName.failed"
        $sent = Get-SentBody (Get-Change)[0]
        $sent.url | Should -Be $url
        $sent.events | Should -Be "$noteName.deleted", "$noteName.failed"
        $sent.PSObject.Properties.Name | Should -Not -Contain 'secret'

        $changed = Set-VFWebhook $created.Id -Url 'https://example.com/other'
        (Get-VFWebhook).Url | Should -Be 'https://example.com/other'
        $changed.Events | Should -Be "$noteName.deleted", "$noteName.failed"

        $changed = Get-Deserialized $created | Set-VFWebhook -Secret $secureSecret
        $changed.Url | Should -Be 'https://example.com/other'
        ConvertFrom-SecureString $changed.Secret -AsPlainText | Should -Be $secret
    }

    It 'sends one request if address and events are given' {
        $created = New-VFWebhook $url
        Clear-RequestLog $sandbox
        $null = Set-VFWebhook $created.Id -Url $url -Event "$noteName.failed"
        (Get-RequestLog $sandbox).method | Should -Be 'PUT'
    }

    It 'returns the sent secret if the response does not contain it' {
        $created = New-VFWebhook $url
        Add-Fault $sandbox @{ method = 'PUT'; kind = 'reset'; applyFirst = $true }
        $changed = Set-VFWebhook $created.Id -Url $url -Event "$noteName.failed" -Secret $secureSecret
        (Get-Change | Where-Object method -EQ 'PUT').Count | Should -Be 2
        ConvertFrom-SecureString $changed.Secret -AsPlainText | Should -Be $secret
    }

    It 'names the changes in the prompt' {
        $created = New-VFWebhook $url
        $changes = @{ Url = 'https://example.com/other'; Event = 'voicenote.failed', 'voicenote.deleted'; GenerateSecret = $true }
        $prompt = $created | Set-VFWebhook @changes -Verbose 4>&1 | Select-Object -First 1
        $action = 'URL https://example.com/other; events voicenote.failed, voicenote.deleted; a new random secret'
        "$prompt" | Should -BeLike "Performing the operation ""Change the webhook: $action"" on target *"
    }
}
