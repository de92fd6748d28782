Describe 'Remove-VFApiKey, in the envelope <Envelope>' -ForEach @(@{ Envelope = 'bare' }, @{ Envelope = 'data' }) {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 2 --envelope $Envelope
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'deletes keys, and continues after a missing one' {
        $created = 'one', 'two', 'three' | New-VFApiKey
        $removed = $created[0], [pscustomobject]@{ Id = 'key_gone' }, $created[1] |
            Remove-VFApiKey -PassThru -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
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
        @(Get-RequestLog $sandbox | Where-Object method -EQ 'DELETE') | Should -HaveCount 2
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
}

Describe 'Remove-VFApiKey' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 2
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Reset-Sandbox $sandbox }

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

    It 'escapes IDs in the path' {
        Remove-VFApiKey '../../webhooks' -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ApiKeyNotFound,*'
        (Get-RequestLog $sandbox).path | Sort-Object -Unique | Should -Be '/v1/account/api-keys/..%2F..%2Fwebhooks'
    }
}
