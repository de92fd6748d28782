BeforeDiscovery {
    $envelopes = @{ Envelope = 'bare' }, @{ Envelope = 'data' }
}

Describe 'Get-VFWebhook, in the envelope <Envelope>' -ForEach $envelopes {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-VFSandbox --notes 2 --envelope $Envelope
        $null = Connect-Sandbox $sandbox
        $url = 'https://example.com/hooks/voca'
    }

    AfterAll {
        Disconnect-VFAccount -All
        Stop-VFSandbox $sandbox
    }

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
        $sandbox = Start-VFSandbox --notes 2
        $null = Connect-Sandbox $sandbox
    }

    AfterAll {
        Disconnect-VFAccount -All
        Stop-VFSandbox $sandbox
    }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'causes the error <id>' -ForEach @(
        @{ fault = @{ kind = 'status'; status = 401 }; id = 'AuthenticationFailed'; category = 'AuthenticationError' }
        @{ fault = @{ kind = 'status'; status = 403 }; id = 'PermissionDenied'; category = 'PermissionDenied' }
        @{ fault = @{ kind = 'status'; status = 404 }; id = 'WebhookNotFound'; category = 'ObjectNotFound' }
        @{ fault = @{ kind = 'status'; status = 400 }; id = 'InvalidRequest'; category = 'InvalidArgument' }
        @{ fault = @{ kind = 'status'; status = 500; count = -1 }; id = 'ServiceFailed'; category = 'ResourceUnavailable' }
        @{ fault = @{ kind = 'html'; status = 200 }; id = 'UnreadableResponse'; category = 'InvalidData' }
    ) {
        Add-Fault $sandbox (@{ path = '/webhooks*' } + $fault)
        $failure = try { Get-VFWebhook wh_1 -ErrorAction Stop } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike "$id,*"
        $failure.CategoryInfo.Category | Should -Be $category
    }

    It 'escapes IDs in the path' {
        Get-VFWebhook '../account' -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'WebhookNotFound,*'
        (Get-RequestLog $sandbox).path | Should -Be '/v1/webhooks/..%2Faccount'
    }
}
