Describe 'API keys, in the envelope <Envelope>' -ForEach @(@{ Envelope = 'bare' }, @{ Envelope = 'data' }) {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 5 --envelope $Envelope
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

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
        $secret = ConvertTo-SecureString $created.ApiSecret -AsPlainText -Force
        { Connect-VFAccount -ApiKey $created.ApiKey -ApiSecret $secret -BaseUri $sandbox.baseUri -Name plain } | Should -Not -Throw
        Disconnect-VFAccount plain
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
        $sandbox = Start-ConnectedSandbox --notes 2
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'is created once if the response is lost, and the error recommends to check' {
        Add-Fault $sandbox @{ method = 'POST'; kind = 'reset'; applyFirst = $true }
        New-VFApiKey one -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-VFApiKey*'
        @(Get-RequestLog $sandbox | Where-Object method -EQ 'POST') | Should -HaveCount 1
        @(Get-VFApiKey | Where-Object Name -EQ 'one') | Should -HaveCount 1
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
