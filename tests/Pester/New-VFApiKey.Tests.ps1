BeforeDiscovery {
    $envelopes = @{ Envelope = 'bare' }, @{ Envelope = 'data' }
}

Describe 'API keys, in the envelope <Envelope>' -ForEach $envelopes {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-VFSandbox --notes 5 --envelope $Envelope
        $null = Connect-Sandbox $sandbox
        function Get-Deletion { @(Get-RequestLog $sandbox | Where-Object method -EQ 'DELETE') }
    }

    AfterAll {
        Disconnect-VFAccount -All
        Stop-VFSandbox $sandbox
    }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'creates a key whose credential can be used for a connection' {
        $created = New-VFApiKey 'nightly export' -Description 'Captions, every night'
        $created.Name | Should -Be 'nightly export'
        $created.Description | Should -Be 'Captions, every night'
        $created.Credential | Should -BeOfType ([pscredential])
        $created.Credential.UserName | Should -BeLike "$($created.KeyPrefix)*"
        $connection = Connect-VFAccount -Credential $created.Credential -BaseUri $sandbox.baseUri -Name made -PassThru
        (Get-VFVoiceNote -Connection $connection | Measure-Object).Count | Should -Be 5
        Disconnect-VFAccount $connection
        (Get-VFApiKey $created.Id).Name | Should -Be 'nightly export'
    }

    It 'does not show the secret of a new key' {
        $created = New-VFApiKey quiet
        $secret = $created.Credential.GetNetworkCredential().Password
        $secret.Length | Should -BeGreaterThan 30
        Get-VisibleText $created | Should -Not -BeLike "*$secret*"
        $created | Format-List | Out-String | Should -BeLike '*Credential*:*returned only once*'
        $all = New-VFApiKey quiet -Verbose -Debug -Confirm:$false *>&1
        $other = ($all | Where-Object { $_ -isnot [System.Management.Automation.InformationalRecord] }).Credential
        $text = $all | Out-String -Width 8192
        $text | Should -BeLike '*POST /account/api-keys*'
        $text | Should -Not -BeLike "*$($other.GetNetworkCredential().Password)*"
        $text | Should -Not -BeLike "*$($other.UserName)*"
    }

    It 'returns key and secret as text with -AsPlainText' {
        $created = New-VFApiKey plain -AsPlainText
        $created.PSObject.Properties.Name | Should -Be 'Id', 'Name', 'ApiKey', 'ApiSecret'
        { Connect-VFAccount -ApiKey $created.ApiKey -ApiSecret (ConvertTo-SecureString $created.ApiSecret -AsPlainText -Force) -BaseUri $sandbox.baseUri -Name plain } | Should -Not -Throw
        Disconnect-VFAccount plain
    }

    It 'lists keys by name, with wildcards and in any letter case' {
        $created = 'nightly export', 'nightly import', 'web' | New-VFApiKey
        (Get-VFApiKey -Name 'Nightly*').Id | Sort-Object | Should -Be ($created[0, 1].Id | Sort-Object)
        (Get-VFApiKey -Name WEB, 'nightly export').Id | Sort-Object | Should -Be ($created[0, 2].Id | Sort-Object)
        Get-VFApiKey -Name 'none*' | Should -BeNullOrEmpty
        $found = Get-VFApiKey -Name web, nope -ErrorVariable failed -ErrorAction SilentlyContinue
        $found.Id | Should -Be $created[2].Id
        $failed.FullyQualifiedErrorId | Should -Be 'ApiKeyNotFound,VocaFuse.PowerShell.GetVFApiKeyCommand'
        "$failed" | Should -BeLike "*no API key named 'nope'*"
    }

    It 'lists keys, and gets keys by ID' {
        $created = 'one', 'two' | New-VFApiKey
        $all = Get-VFApiKey
        $all | Should -BeOfType ([VocaFuse.ApiKey])
        $all.Name | Should -Contain 'one'
        $all.Id | Should -Contain $created[1].Id
        $all[0].Scopes.Count | Should -BeGreaterThan 0
        $all[0].PSObject.Properties.Name | Should -Not -Contain 'ApiKey'
        ($created | Get-VFApiKey).Name | Should -Be 'one', 'two'
        (Get-VFApiKey $created[1].Id, $created[0].Id).Name | Should -Be 'two', 'one'
        (Get-Deserialized $all[0] | Get-VFApiKey).Id | Should -Be $all[0].Id
    }

    It 'lists every key of several pages' {
        1..60 | ForEach-Object { "key $_" } | New-VFApiKey | Out-Null
        Clear-RequestLog $sandbox
        $all = Get-VFApiKey
        ($all.Name | Where-Object { $_ -like 'key *' } | Sort-Object -Unique).Count | Should -Be 60
        ($all.Id | Sort-Object -Unique).Count | Should -Be $all.Count
        (Get-RequestLog $sandbox)[0].query | Should -BeNullOrEmpty
    }

    It 'deletes keys, and continues after a missing one' {
        $created = 'one', 'two', 'three' | New-VFApiKey
        $removed = $created[0], [pscustomobject]@{ Id = 'key_gone' }, $created[1] | Remove-VFApiKey -PassThru -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        $removed | Should -Be $created[0].Id, $created[1].Id
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ApiKeyNotFound,*'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed[0].TargetObject | Should -Be 'key_gone'
        Remove-VFApiKey $created[2].Id -Confirm:$false -WarningVariable warnings | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        (Get-VFApiKey).Name | Should -Not -Contain 'three'
    }

    It 'treats a deletion whose response was lost as successful' {
        $created = New-VFApiKey one
        Add-Fault $sandbox @{ method = 'DELETE'; kind = 'reset'; applyFirst = $true }
        $created | Remove-VFApiKey -PassThru -Confirm:$false | Should -Be $created.Id
        Get-Deletion | Should -HaveCount 2
    }

    It 'deletes the key of the connection in use last, with a warning' {
        $created = New-VFApiKey own
        $null = New-VFApiKey other
        $null = Connect-VFAccount -Credential $created.Credential -BaseUri $sandbox.baseUri -Name own
        $keys = Get-VFApiKey | Where-Object Name -In own, other | Sort-Object Name -Descending
        $keys.Name | Should -Be 'own', 'other'
        $removed = $keys | Remove-VFApiKey -PassThru -Confirm:$false -WarningVariable warnings -WarningAction SilentlyContinue
        $removed | Should -Be $keys[1].Id, $keys[0].Id
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike "*$($created.Id)*in use*"
        { Get-VFApiKey -ErrorAction Stop } | Should -Throw -ErrorId 'AuthenticationFailed,*'
        Disconnect-VFAccount own
        (Get-VFApiKey).Name | Should -Not -Contain 'own'
    }

    It 'sends no request with -WhatIf' {
        $created = New-VFApiKey one
        Clear-RequestLog $sandbox
        Remove-VFApiKey $created.Id -WhatIf
        $created | Remove-VFApiKey -WhatIf
        New-VFApiKey two -WhatIf
        & { $WhatIfPreference = $true; Remove-VFApiKey $created.Id }
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
    }
}

Describe 'API keys' {
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

    It 'returns the entries before a failed page, and recommends to run the command again' {
        $once = Connect-Sandbox $sandbox -Name once -Option @{ MaximumRetryCount = 0 }
        1..70 | ForEach-Object { $null = New-VFApiKey "key $_" -Connection $once }
        Add-Fault $sandbox @{ method = 'GET'; path = '/account/api-keys'; kind = 'status'; status = 500; skip = 1; count = -1 }
        $listed = Get-VFApiKey -Connection $once -ErrorAction SilentlyContinue -ErrorVariable failed
        $listed | Should -HaveCount 50
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'ServiceFailed,VocaFuse.PowerShell.GetVFApiKeyCommand'
        $failed[0].ErrorDetails.RecommendedAction | Should -Be 'The list stopped after 50 entries. Run Get-VFApiKey again to get all of it.'
        Disconnect-VFAccount once
    }

    It 'recognizes the key of the connection by its ID, and with -WhatIf by the key object' {
        $own = Get-VFApiKey | Where-Object { $sandbox.apiKey.StartsWith($_.KeyPrefix) }
        $own | Should -HaveCount 1
        Clear-RequestLog $sandbox
        $own | Remove-VFApiKey -WhatIf -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*in use*'
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
        Remove-VFApiKey $own.Id -Confirm:$false -PassThru -WarningVariable warnings -WarningAction SilentlyContinue | Should -Be $own.Id
        "$warnings" | Should -BeLike '*in use*'
    }

    It 'is created once if the response is lost, and the error recommends to check' {
        Add-Fault $sandbox @{ method = 'POST'; kind = 'reset'; applyFirst = $true }
        New-VFApiKey one -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-VFApiKey*'
        @(Get-RequestLog $sandbox | Where-Object method -EQ 'POST') | Should -HaveCount 1
        @(Get-VFApiKey | Where-Object Name -EQ 'one') | Should -HaveCount 1
    }

    It 'causes the error <id>' -ForEach @(
        @{ fault = @{ kind = 'status'; status = 401 }; id = 'AuthenticationFailed'; category = 'AuthenticationError' }
        @{ fault = @{ kind = 'status'; status = 403 }; id = 'PermissionDenied'; category = 'PermissionDenied' }
        @{ fault = @{ kind = 'status'; status = 404 }; id = 'ApiKeyNotFound'; category = 'ObjectNotFound' }
        @{ fault = @{ kind = 'status'; status = 409 }; id = 'ResourceExists'; category = 'ResourceExists' }
        @{ fault = @{ kind = 'html'; status = 200 }; id = 'UnreadableResponse'; category = 'InvalidData' }
    ) {
        Add-Fault $sandbox (@{ path = '/account/api-keys*' } + $fault)
        $failure = try { Get-VFApiKey key_1 -ErrorAction Stop } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike "$id,*"
        $failure.CategoryInfo.Category | Should -Be $category
    }

    It 'escapes IDs in the path' {
        Remove-VFApiKey '../../webhooks' -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ApiKeyNotFound,*'
        (Get-RequestLog $sandbox).path | Sort-Object -Unique | Should -Be '/v1/account/api-keys/..%2F..%2Fwebhooks'
    }

    It 'has a table that fits 80 columns' {
        $created = New-VFApiKey 'a name that is longer than its column'
        foreach ($keys in (Get-VFApiKey), $created) {
            $lines = $keys | Format-Table | Out-String -Stream -Width 80
            @($lines | Where-Object { $_.Length -gt 80 }) | Should -BeNullOrEmpty
            $lines -join "`n" | Should -BeLike "*$($created.Id)*$($created.KeyPrefix)*"
        }
    }
}
