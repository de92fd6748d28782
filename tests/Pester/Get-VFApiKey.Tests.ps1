Describe 'Get-VFApiKey, in the envelope <Envelope>' -ForEach @(@{ Envelope = 'bare' }, @{ Envelope = 'data' }) {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 2 --envelope $Envelope
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Reset-Sandbox $sandbox }

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
}

Describe 'Get-VFApiKey' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 2
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

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
}
