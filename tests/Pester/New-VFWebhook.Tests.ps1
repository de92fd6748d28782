Describe 'Webhooks, in the envelope <Envelope>' -ForEach @(@{ Envelope = 'bare' }, @{ Envelope = 'data' }) {
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

    It 'creates a webhook that contains its secret once and does not show it' {
        $created = New-VFWebhook $url -Event "$noteName.failed" -Secret $secureSecret
        $created | Should -BeOfType ([VocaFuse.Webhook])
        $created.Url | Should -Be $url
        $created.Events | Should -Be "$noteName.failed"
        $created.Status | Should -Be 'active'
        $created.CreatedAt | Should -BeGreaterThan (Get-Date).AddMinutes(-5)
        ConvertFrom-SecureString $created.Secret -AsPlainText | Should -Be $secret
        $sent = Get-SentBody (Get-Change)[0]
        $sent.secret | Should -Be $secret
        Get-VisibleText $created | Should -Not -BeLike "*$secret*"
        (Get-VFWebhook).Secret | Should -BeNullOrEmpty
    }

    It 'subscribes to transcribed and failed notes, and returns the secret of the service, by default' {
        $created = New-VFWebhook $url
        $created.Events | Should -Be "$noteName.transcribed", "$noteName.failed"
        ConvertFrom-SecureString $created.Secret -AsPlainText | Should -BeLike 'whsec_*'
        (Get-SentBody (Get-Change)[0]).PSObject.Properties.Name | Should -Be 'url', 'events'
    }

    It 'translates events of the other family that the service rejects' {
        $other = $noteName -eq 'voicenote' ? 'recording' : 'voicenote'
        $created = New-VFWebhook $url -Event "$other.completed", account.credits_added -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        $created.Events | Should -Be "$noteName.completed", 'account.credits_added'
        (Get-Change | ForEach-Object { (Get-SentBody $_).events[0] }) | Should -Be "$other.completed", "$noteName.completed"
        (Set-VFWebhook $created.Id -Event "$other.deleted").Events | Should -Be "$noteName.deleted"
    }

    It 'writes where to find a new secret, without showing it' {
        $created = New-VFWebhook $url -GenerateSecret -InformationVariable information
        "$information" | Should -BeLike 'The secret is in the property Secret of the output*ConvertFrom-SecureString -AsPlainText'
        $null = $created | Set-VFWebhook -GenerateSecret -InformationVariable again
        $again | Should -HaveCount 1
        $null = $created | Set-VFWebhook -Secret (ConvertTo-SecureString known_secret -AsPlainText -Force) -InformationVariable none
        $none | Should -BeNullOrEmpty
    }

    It 'generates a secret that the service then signs with' {
        $created = New-VFWebhook $url -GenerateSecret
        $sent = (Get-SentBody (Get-Change)[0]).secret
        $sent | Should -Match '^whsec_[0-9a-f]{64}$'
        ConvertFrom-SecureString $created.Secret -AsPlainText | Should -Be $sent
        $changed = $created | Set-VFWebhook -GenerateSecret
        ConvertFrom-SecureString $changed.Secret -AsPlainText | Should -Not -Be $sent
        $delivery = Invoke-Control $sandbox Post deliver @{ event = 'account.credits_added' }
        $signed = @{
            Body = $delivery.body
            Signature = $delivery.signature
            Timestamp = $delivery.timestamp
            DeliveryId = $delivery.id
        }
        Test-VFWebhookSignature @signed -Secret $changed.Secret | Should -BeTrue
        Test-VFWebhookSignature @signed -Secret $created.Secret | Should -BeFalse
    }

    It 'fails if a webhook already exists, and recommends how to change it' {
        $null = New-VFWebhook $url
        $created = New-VFWebhook $url -ErrorVariable failed -ErrorAction SilentlyContinue
        $created | Should -BeNullOrEmpty
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'WebhookExists,*'
        $failed[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        "$($failed[0].ErrorDetails.Message) $($failed[0].ErrorDetails.RecommendedAction)" |
            Should -BeLike '*already has a webhook*Set-VFWebhook*'
        $failed[0].TargetObject | Should -Be $url
    }

    It 'sends no request with -WhatIf' {
        $created = New-VFWebhook $url
        Clear-RequestLog $sandbox
        Remove-VFWebhook $created.Id -WhatIf
        Set-VFWebhook $created.Id -Url $url -WhatIf
        New-VFWebhook $url -WhatIf
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
    }
}

Describe 'Webhooks' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 2
        $url = 'https://example.com/hooks/voca'
        $secureSecret = ConvertTo-SecureString 'correct-horse-battery' -AsPlainText -Force
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'completes the events' {
        foreach ($line in "New-VFWebhook https://example.com -Event $noteName.", "Set-VFWebhook wh_1 -Event $noteName.") {
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText |
                Should -Be "$noteName.transcribed", "$noteName.failed", "$noteName.created", "$noteName.deleted"
        }
    }

    It 'sends an unknown event with a warning' {
        Add-Fault $sandbox @{
            method = 'POST'
            path = '/webhooks'
            kind = 'status'
            status = 201
            contentType = 'application/json'
            body = '{"id":"wh_1","url":"https://example.com/","events":["voicenote.sung"],"active":false}'
        }
        $created = New-VFWebhook $url -Event voicenote.sung -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike "*'voicenote.sung'*"
        ((Get-RequestLog $sandbox)[0].body | ConvertFrom-Json).events | Should -Be 'voicenote.sung'
        $created.Status | Should -Be 'inactive'
        $created.Secret | Should -BeNullOrEmpty
    }

    It 'is created once if the response is lost, and the error recommends to check' {
        Add-Fault $sandbox @{ method = 'POST'; kind = 'reset'; applyFirst = $true }
        New-VFWebhook $url -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-VFWebhook*'
        @(Get-RequestLog $sandbox | Where-Object method -EQ 'POST') | Should -HaveCount 1
        Get-VFWebhook | Should -HaveCount 1
    }

    It 'rejects <case> without sending a request' -ForEach @(
        @{ case = 'a relative address'; script = { New-VFWebhook 'hooks/voca' }; id = 'ParameterArgumentValidationError' }
        @{ case = 'an ftp address'; script = { New-VFWebhook 'ftp://example.com/' }; id = 'ParameterArgumentValidationError' }
        @{
            case = 'an empty secret'
            script = { New-VFWebhook $url -Secret ([securestring]::new()) }
            id = 'ParameterArgumentValidationError'
        }
        @{
            case = 'a secret in plain text'
            script = { New-VFWebhook $url -Secret 'correct-horse-battery' }
            id = 'ParameterArgumentTransformationError'
        }
        @{
            case = '-Secret with -GenerateSecret'
            script = { New-VFWebhook $url -Secret $secureSecret -GenerateSecret }
            id = 'AmbiguousParameterSet'
        }
        @{ case = 'no change'; script = { Set-VFWebhook wh_1 }; id = 'NothingToChange' }
        @{ case = 'an empty ID'; script = { Remove-VFWebhook '' -Confirm:$false }; id = 'ParameterArgumentValidationError' }
    ) {
        $failure = try { & $script } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike "$id,*"
        "$failure $($failure.ErrorDetails)" | Should -Not -BeLike '*correct-horse*'
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
    }

    It 'shows no secret in any stream or error, even if the service repeats it' {
        $created = New-VFWebhook $url -Secret $secureSecret -Verbose -Debug -Confirm:$false *>&1
        $created | Where-Object { $_ -is [System.Management.Automation.DebugRecord] } | Should -Not -BeNullOrEmpty
        $created | Out-String -Width 4096 | Should -Not -BeLike '*correct-horse*'
        Add-Fault $sandbox @{
            method = 'PUT'
            kind = 'status'
            status = 400
            contentType = 'application/json'
            body = '{"error":{"code":2003,"message":"Bad secret correct-horse-battery","details":{"given":"correct-horse-battery"}}}'
        }
        $hook = $created | Where-Object { $_ -is [VocaFuse.Webhook] }
        $streams = @{ Verbose = $true; Debug = $true; ErrorVariable = 'failed'; ErrorAction = 'SilentlyContinue' }
        $all = Set-VFWebhook $hook.Id -Url $url -Event "$noteName.failed" -Secret $secureSecret -Confirm:$false @streams *>&1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        $text = ($all | Out-String -Width 4096) + ($failed | Out-String) +
            ($failed[0].Exception | Format-List * -Force | Out-String -Width 4096) +
            ($failed[0].Exception.Details | ConvertTo-Json) + (Get-Error -InputObject $failed[0] | Out-String -Width 4096)
        $text | Should -BeLike '*Bad secret*'
        $text | Should -Not -BeLike '*correct-horse*'
    }

    It 'has a table that fits 80 columns and a list that explains the secret' {
        $created = New-VFWebhook $url -GenerateSecret
        $table = $created | Format-Table | Out-String -Stream -Width 80 | Where-Object { $_ }
        $table | Should -HaveCount 3
        $table[2] | Should -BeLike "$($created.Id) active   $url     $noteName*"
        $created | Format-List | Out-String | Should -BeLike '*Secret*:*returned only once*'
        Get-VFWebhook | Format-List | Out-String | Should -Not -BeLike '*Secret*'
    }
}
