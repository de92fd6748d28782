BeforeDiscovery {
    $envelopes = @{ Envelope = 'bare' }, @{ Envelope = 'data' }
}

Describe 'Webhooks, in the envelope <Envelope>' -ForEach $envelopes {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-VFSandbox --notes 2 --envelope $Envelope
        $null = Connect-Sandbox $sandbox
        $url = 'https://example.com/hooks/voca'
        $secret = 'correct-horse-battery'
        $secureSecret = ConvertTo-SecureString $secret -AsPlainText -Force

        function Get-Change { @(Get-RequestLog $sandbox | Where-Object method -NE 'GET') }
        function Get-SentBody { param($Request) $Request.body | ConvertFrom-Json }
    }

    AfterAll {
        Disconnect-VFAccount -All
        Stop-VFSandbox $sandbox
    }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'makes a webhook that holds its secret once, where nothing shows it' {
        $made = New-VFWebhook $url -Event voicenote.failed -Secret $secureSecret
        $made | Should -BeOfType ([VocaFuse.Webhook])
        $made.Url | Should -Be $url
        $made.Events | Should -Be 'voicenote.failed'
        $made.Status | Should -Be 'active'
        $made.CreatedAt | Should -BeGreaterThan (Get-Date).AddMinutes(-5)
        ConvertFrom-SecureString $made.Secret -AsPlainText | Should -Be $secret
        $sent = Get-SentBody (Get-Change)[0]
        $sent.secret | Should -Be $secret
        Get-VisibleText $made | Should -Not -BeLike "*$secret*"
        (Get-VFWebhook).Secret | Should -BeNullOrEmpty
    }

    It 'asks for transcribed and failed notes where no event is named, and takes the service''s secret' {
        $made = New-VFWebhook $url
        $made.Events | Should -Be 'voicenote.transcribed', 'voicenote.failed'
        ConvertFrom-SecureString $made.Secret -AsPlainText | Should -BeLike 'whsec_*'
        (Get-SentBody (Get-Change)[0]).PSObject.Properties.Name | Should -Be 'url', 'events'
    }

    It 'makes up a secret that the service then signs with' {
        $made = New-VFWebhook $url -GenerateSecret
        $sent = (Get-SentBody (Get-Change)[0]).secret
        $sent | Should -Match '^whsec_[0-9a-f]{64}$'
        ConvertFrom-SecureString $made.Secret -AsPlainText | Should -Be $sent
        $changed = $made | Set-VFWebhook -GenerateSecret
        ConvertFrom-SecureString $changed.Secret -AsPlainText | Should -Not -Be $sent
        $delivery = Invoke-Control $sandbox Post deliver @{ event = 'account.credits_added' }
        Test-VFWebhookSignature $delivery.body $delivery.signature -Timestamp $delivery.timestamp -DeliveryId $delivery.id -Secret $changed.Secret | Should -BeTrue
        Test-VFWebhookSignature $delivery.body $delivery.signature -Timestamp $delivery.timestamp -DeliveryId $delivery.id -Secret $made.Secret | Should -BeFalse
    }

    It 'gets the webhook, all and by id' {
        Get-VFWebhook | Should -BeNullOrEmpty
        $made = New-VFWebhook $url
        Clear-RequestLog $sandbox
        (Get-VFWebhook).Id | Should -Be $made.Id
        (Get-RequestLog $sandbox)[0].path | Should -BeLike '*/webhooks'
        (Get-RequestLog $sandbox)[0].query | Should -BeNullOrEmpty
        (Get-VFWebhook $made.Id).Url | Should -Be $url
        ($made.Id | Get-VFWebhook).Url | Should -Be $url
        (Get-Deserialized $made | Get-VFWebhook).Url | Should -Be $url
    }

    It 'sends address and events even where only one is given, after reading the other' {
        $made = New-VFWebhook $url -Event voicenote.created
        Clear-RequestLog $sandbox
        $changed = $made | Set-VFWebhook -Event voicenote.deleted, voicenote.failed
        $changed.Url | Should -Be $url
        $changed.Events | Should -Be 'voicenote.deleted', 'voicenote.failed'
        $sent = Get-SentBody (Get-Change)[0]
        $sent.url | Should -Be $url
        $sent.events | Should -Be 'voicenote.deleted', 'voicenote.failed'
        $sent.PSObject.Properties.Name | Should -Not -Contain 'secret'

        $changed = Set-VFWebhook $made.Id -Url 'https://example.com/other'
        (Get-VFWebhook).Url | Should -Be 'https://example.com/other'
        $changed.Events | Should -Be 'voicenote.deleted', 'voicenote.failed'

        $changed = Get-Deserialized $made | Set-VFWebhook -Secret $secureSecret
        $changed.Url | Should -Be 'https://example.com/other'
        ConvertFrom-SecureString $changed.Secret -AsPlainText | Should -Be $secret
    }

    It 'reads nothing first where both are given' {
        $made = New-VFWebhook $url
        Clear-RequestLog $sandbox
        $null = Set-VFWebhook $made.Id -Url $url -Event voicenote.failed
        (Get-RequestLog $sandbox).method | Should -Be 'PUT'
    }

    It 'keeps the secret it sent when the answer does not repeat it' {
        $made = New-VFWebhook $url
        Add-Fault $sandbox @{ method = 'PUT'; kind = 'reset'; applyFirst = $true }
        $changed = Set-VFWebhook $made.Id -Url $url -Event voicenote.failed -Secret $secureSecret
        (Get-Change | Where-Object method -EQ 'PUT').Count | Should -Be 2
        ConvertFrom-SecureString $changed.Secret -AsPlainText | Should -Be $secret
    }

    It 'says that there is a webhook already, and how to change it' {
        $null = New-VFWebhook $url
        $made = New-VFWebhook $url -ErrorVariable failed -ErrorAction SilentlyContinue
        $made | Should -BeNullOrEmpty
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'WebhookExists,*'
        $failed[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        "$($failed[0].ErrorDetails.Message) $($failed[0].ErrorDetails.RecommendedAction)" | Should -BeLike '*already has a webhook*Set-VFWebhook*'
        $failed[0].TargetObject | Should -Be $url
    }

    It 'deletes webhooks, and goes on after one that is not there' {
        $made = New-VFWebhook $url
        $removed = 'wh_gone', $made.Id | Remove-VFWebhook -PassThru -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        $removed | Should -Be $made.Id
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'WebhookNotFound,*'
        $failed[0].TargetObject | Should -Be 'wh_gone'
        Get-VFWebhook | Should -BeNullOrEmpty

        Get-Deserialized (New-VFWebhook $url) | Remove-VFWebhook -Confirm:$false | Should -BeNullOrEmpty
        Get-VFWebhook | Should -BeNullOrEmpty
    }

    It 'counts a deletion as done whose answer was lost' {
        $made = New-VFWebhook $url
        Add-Fault $sandbox @{ method = 'DELETE'; kind = 'reset'; applyFirst = $true }
        $made | Remove-VFWebhook -PassThru -Confirm:$false | Should -Be $made.Id
        (Get-Change | Where-Object method -EQ 'DELETE').Count | Should -Be 2
    }

    It 'sends nothing with -WhatIf' {
        $made = New-VFWebhook $url
        Clear-RequestLog $sandbox
        Remove-VFWebhook $made.Id -WhatIf
        Set-VFWebhook $made.Id -Url $url -WhatIf
        New-VFWebhook $url -WhatIf
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
    }
}

Describe 'Webhooks' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-VFSandbox --notes 2
        $null = Connect-Sandbox $sandbox
        $url = 'https://example.com/hooks/voca'
        $secureSecret = ConvertTo-SecureString 'correct-horse-battery' -AsPlainText -Force
    }

    AfterAll {
        Disconnect-VFAccount -All
        Stop-VFSandbox $sandbox
    }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'completes the events' {
        foreach ($line in 'New-VFWebhook https://example.com -Event voicenote.', 'Set-VFWebhook wh_1 -Event voicenote.') {
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'voicenote.transcribed', 'voicenote.failed', 'voicenote.created', 'voicenote.deleted'
        }
    }

    It 'lets an unknown event pass with a warning' {
        Add-Fault $sandbox @{ method = 'POST'; path = '/webhooks'; kind = 'status'; status = 201; contentType = 'application/json'; body = '{"id":"wh_1","url":"https://example.com/","events":["voicenote.sung"],"active":false}' }
        $made = New-VFWebhook $url -Event voicenote.sung -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike "*'voicenote.sung'*"
        ((Get-RequestLog $sandbox)[0].body | ConvertFrom-Json).events | Should -Be 'voicenote.sung'
        $made.Status | Should -Be 'inactive'
        $made.Secret | Should -BeNullOrEmpty
    }

    It 'is never created twice; where the answer is lost the error says to look' {
        Add-Fault $sandbox @{ method = 'POST'; kind = 'reset'; applyFirst = $true }
        New-VFWebhook $url -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-VFWebhook*'
        @(Get-RequestLog $sandbox | Where-Object method -EQ 'POST') | Should -HaveCount 1
        Get-VFWebhook | Should -HaveCount 1
    }

    It 'refuses <case> before anything is sent' -ForEach @(
        @{ case = 'half an address'; script = { New-VFWebhook 'hooks/voca' }; id = 'ParameterArgumentValidationError' }
        @{ case = 'another kind of address'; script = { New-VFWebhook 'ftp://example.com/' }; id = 'ParameterArgumentValidationError' }
        @{ case = 'an empty secret'; script = { New-VFWebhook $url -Secret ([securestring]::new()) }; id = 'ParameterArgumentValidationError' }
        @{ case = 'a secret in plain text'; script = { New-VFWebhook $url -Secret 'correct-horse-battery' }; id = 'ParameterArgumentTransformationError' }
        @{ case = 'both kinds of secret'; script = { New-VFWebhook $url -Secret $secureSecret -GenerateSecret }; id = 'AmbiguousParameterSet' }
        @{ case = 'no change at all'; script = { Set-VFWebhook wh_1 }; id = 'NothingToChange' }
        @{ case = 'an empty id'; script = { Remove-VFWebhook '' -Confirm:$false }; id = 'ParameterArgumentValidationError' }
    ) {
        $failure = try { & $script } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike "$id,*"
        "$failure $($failure.ErrorDetails)" | Should -Not -BeLike '*correct-horse*'
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
    }

    It 'shows no secret in any stream or error, even where the service repeats it' {
        $made = New-VFWebhook $url -Secret $secureSecret -Verbose -Debug -Confirm:$false *>&1
        $made | Where-Object { $_ -is [System.Management.Automation.DebugRecord] } | Should -Not -BeNullOrEmpty
        $made | Out-String -Width 4096 | Should -Not -BeLike '*correct-horse*'
        Add-Fault $sandbox @{ method = 'PUT'; kind = 'status'; status = 400; contentType = 'application/json'; body = '{"error":{"code":2003,"message":"Bad secret correct-horse-battery","details":{"given":"correct-horse-battery"}}}' }
        $all = Set-VFWebhook ($made | Where-Object { $_ -is [VocaFuse.Webhook] }).Id -Url $url -Event voicenote.failed -Secret $secureSecret -Verbose -Debug -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue *>&1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        $text = ($all | Out-String -Width 4096) + ($failed | Out-String) + ($failed[0].Exception | Format-List * -Force | Out-String -Width 4096) + ($failed[0].Exception.Details | ConvertTo-Json) + (Get-Error -InputObject $failed[0] | Out-String -Width 4096)
        $text | Should -BeLike '*Bad secret*'
        $text | Should -Not -BeLike '*correct-horse*'
    }

    It 'is refused with the error of the cause: <id>' -ForEach @(
        @{ fault = @{ kind = 'status'; status = 401 }; id = 'AuthenticationFailed'; category = 'AuthenticationError' }
        @{ fault = @{ kind = 'status'; status = 403 }; id = 'PermissionDenied'; category = 'PermissionDenied' }
        @{ fault = @{ kind = 'status'; status = 404 }; id = 'WebhookNotFound'; category = 'ObjectNotFound' }
        @{ fault = @{ kind = 'status'; status = 400 }; id = 'InvalidRequest'; category = 'InvalidArgument' }
        @{ fault = @{ kind = 'status'; status = 500; count = -1 }; id = 'ServiceFailed'; category = 'ResourceUnavailable' }
        @{ fault = @{ kind = 'html'; status = 200 }; id = 'UnreadableAnswer'; category = 'InvalidData' }
    ) {
        Add-Fault $sandbox (@{ path = '/webhooks*' } + $fault)
        $failure = try { Get-VFWebhook wh_1 -ErrorAction Stop } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike "$id,*"
        $failure.CategoryInfo.Category | Should -Be $category
    }

    It 'escapes ids, so that they stay ids' {
        Get-VFWebhook '../account' -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'WebhookNotFound,*'
        (Get-RequestLog $sandbox).path | Should -Be '/v1/webhooks/..%2Faccount'
    }

    It 'is shown in 80 columns, and tells where its secret is' {
        $made = New-VFWebhook $url -GenerateSecret
        $table = $made | Format-Table | Out-String -Stream -Width 80 | Where-Object { $_ }
        $table | Should -HaveCount 3
        $table[2] | Should -BeLike "$($made.Id) active   $url     voicenote*"
        $made | Format-List | Out-String | Should -BeLike '*Secret*:*returned only once*'
        Get-VFWebhook | Format-List | Out-String | Should -Not -BeLike '*Secret*'
    }
}
